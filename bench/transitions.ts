import { cpus } from 'node:os';
import { Doc, type JsonObject } from '../engine/asl/doc.js';
import { VirtualClock } from '../engine/clock.js';
import { compile, type Host, startExecution } from '../engine/execution/index.js';
import { rival } from './rival.js';

/** State transitions a second, with full history, of machines that need no task. `SECONDS` is how long each is measured. */
const SECONDS = Number(process.env.SECONDS ?? 3);

/** Eleven states: the data goes through unchanged, is built, is written into, and is branched on. */
const mixed: JsonObject = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Next: 'Order' },
    Order: { Type: 'Pass', Result: { id: 7, total: 120, lines: ['a', 'b', 'c'] }, ResultPath: '$.order', Next: 'Big?' },
    'Big?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.order.total', NumericGreaterThan: 100, Next: 'Discount' }],
      Default: 'Done',
    },
    Discount: { Type: 'Pass', Result: 12, ResultPath: '$.discount', Next: 'Summary' },
    Summary: {
      Type: 'Pass',
      Parameters: { 'id.$': '$.order.id', 'less.$': '$.discount', kind: 'order' },
      Next: 'Kind?',
    },
    'Kind?': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.kind', StringEquals: 'return' },
            { Variable: '$.id', IsPresent: true },
          ],
          Next: 'Done',
        },
        { Variable: '$.kind', StringEquals: 'order', Next: 'Select' },
      ],
    },
    Select: { Type: 'Pass', InputPath: '$', OutputPath: '$', Next: 'Keep' },
    Keep: { Type: 'Pass', Result: 'x', ResultPath: null, Next: 'More?' },
    'More?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.kind', StringEquals: 'again', Next: 'Begin' }],
      Default: 'Last',
    },
    Last: { Type: 'Pass', ResultPath: '$.copy', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** Eleven Pass states that do nothing: what a transition costs by itself. */
const plain: JsonObject = {
  StartAt: 'S0',
  States: Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [
      `S${index}`,
      index === 10 ? { Type: 'Succeed' } : { Type: 'Pass', Next: `S${index + 1}` },
    ]),
  ),
};

const host: Host = {
  clock: new VirtualClock(),
  random: () => 0.5,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  taskToken: () => 'token',
  startTask: () => undefined,
};

/** @returns state transitions a second */
function measure(name: string, definition: JsonObject): number {
  const program = compile(definition, { edition: 'current' });
  const input = Doc.parse('{"more": false}');
  const kept: unknown[] = [];
  const once = (): number => {
    const execution = startExecution(
      program,
      {
        arn: 'arn:aws:states:us-east-1:123456789012:execution:bench:run',
        name: 'run',
        stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:bench',
        stateMachineName: 'bench',
        roleArn: 'arn:aws:iam::123456789012:role/bench',
        input,
        type: 'STANDARD',
      },
      host,
    );
    if (execution.status !== 'SUCCEEDED') throw new Error(`${name}: ${execution.error}: ${execution.cause}`);
    // The last thousand histories stay, as a service keeps them.
    kept[turn++ % 1000] = execution;
    return (execution.history.length - 2) / 2;
  };
  let turn = 0;
  for (let warm = 0; warm < 20_000; warm++) once();
  let transitions = 0;
  const begin = process.hrtime.bigint();
  const end = begin + BigInt(SECONDS * 1e9);
  while (process.hrtime.bigint() < end) for (let round = 0; round < 100; round++) transitions += once();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const rate = transitions / seconds;
  console.log(`${name}: ${Math.round(rate).toLocaleString('en')} transitions/s with full history`);
  return rate;
}

interface Interpreter {
  StateMachine: new (
    definition: JsonObject,
    options: object,
  ) => { run(input: JsonObject): { result: Promise<unknown> } };
}

/** The same machine in aws-local-stepfunctions, without its validation and without a history. `states`: a run's transitions. */
async function compare(name: string, definition: JsonObject, states: number, ours: number): Promise<void> {
  const other = await rival<Interpreter>('aws-local-stepfunctions');
  if (other === undefined) return console.log('aws-local-stepfunctions is not installed: npm ci --prefix bench');
  const machine = new other.StateMachine(definition, { validationOptions: { noValidate: true } });
  for (let warm = 0; warm < 200; warm++) await machine.run({ more: false }).result;
  let runs = 0;
  const begin = performance.now();
  while (performance.now() - begin < SECONDS * 1000) {
    await machine.run({ more: false }).result;
    runs++;
  }
  const rate = (runs * states) / ((performance.now() - begin) / 1000);
  const ratio = (ours / rate).toFixed(1);
  console.log(
    `${name}: ${Math.round(rate).toLocaleString('en')} transitions/s in aws-local-stepfunctions; ours ${ratio} times`,
  );
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, one core`);
const statesOf = (definition: JsonObject): number => Object.keys(definition.States as JsonObject).length;

for (const [name, definition] of Object.entries({ plain, mixed })) {
  await compare(name, definition, statesOf(definition), measure(name, definition));
}
