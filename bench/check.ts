import { check } from '../engine/asl/check/index.js';
import type { JsonObject } from '../engine/asl/doc.js';
import { rival } from './rival.js';

/**
 * Definitions checked a second: ours, and in the same run and on the same definitions `asl-validator`'s, where it is
 * installed (`npm i --no-save asl-validator@4`). `SECONDS` is how long each is measured.
 */
const SECONDS = Number(process.env.SECONDS ?? 3);

const invoke = (name: string): JsonObject => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
  ResultPath: `$.${name}`,
  TimeoutSeconds: 60,
  Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }],
});

/** An order's way: tasks, a choice, a wait, branches and a map, in JSONPath. */
const order = (index: number): JsonObject => ({
  Comment: `Order ${index}`,
  StartAt: 'Check',
  States: {
    Check: { ...invoke('check'), Next: 'Big?' },
    'Big?': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.check.total', NumericGreaterThan: 100 + index },
            { Variable: '$.check.new', BooleanEquals: true },
          ],
          Next: 'Cool off',
        },
        { Variable: '$.check.country', StringEquals: 'CH', Next: 'Ship' },
      ],
      Default: 'Lines',
    },
    'Cool off': { Type: 'Wait', SecondsPath: '$.check.seconds', Next: 'Lines' },
    Lines: {
      Type: 'Map',
      ItemsPath: '$.check.lines',
      MaxConcurrency: 4,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Reserve',
        States: {
          Reserve: {
            Type: 'Pass',
            Parameters: { 'id.$': '$.id', 'key.$': "States.Format('{}-{}', $.id, $.size)" },
            End: true,
          },
        },
      },
      ResultPath: '$.lines',
      Next: 'Ship',
    },
    Ship: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Label', States: { Label: { Type: 'Pass', Result: { printed: true }, End: true } } },
        { StartAt: 'Tell', States: { Tell: { Type: 'Pass', InputPath: '$.check.customer', End: true } } },
      ],
      ResultPath: null,
      Next: 'Done',
    },
    Done: { Type: 'Succeed', OutputPath: '$.lines' },
    Failed: { Type: 'Fail', Error: 'Order.Failed', Cause: 'See the error in the history' },
  },
});

/** The same in small, in JSONata. */
const query = (index: number): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Sum',
  States: {
    Sum: {
      Type: 'Pass',
      Assign: { limit: index },
      Output: {
        total: '{% $sum($states.input.lines.(price * count)) %}',
        lines: '{% $states.input.lines[count > 0] %}',
      },
      Next: 'Big?',
    },
    'Big?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.total > $limit %}', Next: 'Wait' }],
      Default: 'Done',
    },
    Wait: { Type: 'Wait', Seconds: '{% $min([$limit, 60]) %}', Next: 'Done' },
    Done: { Type: 'Succeed', Output: '{% $states.input.total %}' },
  },
});

const definitions = Array.from({ length: 50 }, (_, index) => (index % 5 === 0 ? query(index) : order(index)));

/** Checks the definitions over and over. @returns definitions a second, best of three rounds */
function measure(isAccepted: (definition: JsonObject) => boolean): number {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    while (elapsed < (SECONDS * 1000) / 3) {
      const definition = definitions[count % definitions.length] as JsonObject;
      if (!isAccepted(definition))
        throw new Error(`A definition of the benchmark is refused: ${JSON.stringify(definition)}`);
      count++;
      elapsed = performance.now() - start;
    }
    best = Math.max(best, (count / elapsed) * 1000);
  }
  return best;
}

/** The other validator. */
async function aslValidator(): Promise<((definition: JsonObject) => boolean) | undefined> {
  type Validate = (definition: JsonObject) => { isValid: boolean };
  const loaded = await rival<{ default: Validate | { default: Validate } }>('asl-validator');
  if (loaded === undefined) return undefined;
  const validate = typeof loaded.default === 'function' ? loaded.default : loaded.default.default;
  return (definition) => validate(definition).isValid;
}

const ours = measure((definition) => check(definition).every(({ severity }) => severity !== 'ERROR'));
console.log(`definitions checked per second: ${Math.round(ours).toLocaleString('en')}`);
const theirs = await aslValidator();
if (theirs === undefined) console.log('asl-validator is not installed: npm i --no-save asl-validator@4');
else {
  const rate = measure(theirs);
  console.log(`asl-validator: ${rate.toFixed(1)} per second; ours is ${Math.round(ours / rate)} times as fast`);
}
