import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { together } from '../../cli/measure/freedoms.js';
import { hostEngine } from '../../cli/measure/host.js';
import type { Deviation } from '../../engine/fault.js';
import { loadFreedoms } from '../../freedoms/index.js';
import { functionsOf, visitDurable } from './durable-visit.js';
import { visitStepFunctions } from './step-functions-visit.js';
import { type Seen, Visitor } from './visitor.js';

const freedoms = await loadFreedoms();
const opened: (() => Promise<void>)[] = [];

const closeAll = async (): Promise<void> => {
  for (const close of opened.splice(0).reverse()) await close();
};
afterEach(closeAll);

async function host(deviation?: Deviation): Promise<Visitor> {
  let url = '';
  const functions = functionsOf(() => url);
  const lambdaEndpoint = await functions.listen();
  opened.push(() => functions.close());
  const engine = await hostEngine(deviation, { edition: 'current', region: 'us-east-1', seed: 7, lambdaEndpoint });
  opened.push(() => engine.close());
  url = engine.url;
  return new Visitor(engine);
}

type Visit = Readonly<Record<string, Seen>>;

/** Calls that between them meet every freedom. */
async function visit(deviation?: Deviation): Promise<Visit> {
  const visitor = await host(deviation);
  await visitStepFunctions(visitor);
  await visitDurable(visitor);
  return visitor.seen;
}

/** What an engine without a freedom answers. */
let sound: Visit = {};
beforeAll(async () => {
  sound = await visit();
  await closeAll();
});

/** An answer in a line: its status, the type of its error where a header has that, and its body as we would write it. */
function told({ status, headers, text }: Seen): string {
  const body = text.startsWith('{') ? JSON.stringify(JSON.parse(text)) : text;
  return [status, headers['x-amzn-errortype'], body].filter((part) => part !== undefined).join(' ');
}

const statusesOf = (seen: Visit) =>
  Object.fromEntries(Object.entries(seen).map(([step, { status }]) => [step, status]));

/** The steps that were not answered as the sound engine answers them, and how they were answered. */
function shownBy(seen: Visit): Record<string, string> {
  const shown = Object.entries(seen).filter(([step, answer]) => !isDeepStrictEqual(answer, sound[step]));
  return Object.fromEntries(shown.map(([step, answer]) => [step, told(answer)]));
}

/** Freedoms that show in a few steps, and how they show there. */
const FEW: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  'deletions-that-lag': {
    'DescribeStateMachine right after its deletion': /^200 .*"status":"DELETING"/,
    'CreateStateMachine right after a deletion': /^400 .*StateMachineDeleting/,
  },
  'diagnostics-of-tomorrow': {
    ValidateStateMachineDefinition: /^200 .*"code":"RENAMED".*"A rule of tomorrow\."/,
  },
  'durable-failures-given-up': {
    'GetDurableExecution that crashes': /^200 .*"Status":"FAILED"/,
  },
  'durable-history-without-data': {
    'GetDurableExecutionHistory that timed out': /^200 .*"Input":\{"Truncated":true\}/,
  },
  'durable-lists-of-all-versions': {
    ListDurableExecutionsByFunction: /^200 .*"FunctionArn":"[^"]*:waits:1"/,
  },
  'durable-state-with-all-children': {
    'GetDurableExecution that was replayed': /"Result":"EXECUTION CONTEXT STEP WAIT, EXECUTION CONTEXT STEP WAIT"/,
  },
  'durable-stops-give-a-reason': {
    'GetDurableExecution once stopped': /"Error":\{"ErrorMessage":"The execution was stopped on request\."\}/,
    'GetDurableExecution stopped twice': /"Error":\{"ErrorMessage":"The execution was stopped on request\."\}/,
  },
  'durable-stops-of-the-ended-refused': {
    'StopDurableExecution that was stopped': /^400 InvalidParameterValueException\b/,
  },
  'durable-timeouts-without-an-error': {
    'GetDurableExecutionHistory that timed out': /"ExecutionTimedOutDetails":\{\}/,
    'GetDurableExecutionHistory that timed out, with data': /"ExecutionTimedOutDetails":\{\}/,
  },
  'empty-polls-with-null': { GetActivityTask: /^200 \{"taskToken":null[,}]/ },
  'times-in-whole-seconds': { 'CreateActivity at a part of a second': /"creationDate":\d+[,}]/ },
  'tokens-for-the-same-arguments': {
    'ListActivities by two': /"nextToken":"[^"]+~[0-9a-f]{8}"/,
    'ListActivities by three, with that token': /^400 .*InvalidToken/,
  },
  'updates-that-lag': {
    'GetExecutionHistory right after its update': /"name":"Old"/,
    'GetExecutionHistory right after the update of its alias': /"name":"Old"/,
  },
};

const like = (shown: Readonly<Record<string, RegExp>>) =>
  Object.fromEntries(Object.entries(shown).map(([step, pattern]) => [step, expect.stringMatching(pattern)]));

describe('a freedom', () => {
  test.each(freedoms.filter(({ id }) => FEW[id] === undefined).map((freedom) => [freedom.id, freedom] as const))(
    '%s shows in what is answered',
    async (_, freedom) => {
      const seen = await visit(freedom);
      expect(shownBy(seen)).not.toEqual({});
      expect(statusesOf(seen)).toEqual(statusesOf(sound));
    },
  );

  test.each(Object.entries(FEW))('%s shows where it should, and nowhere else', async (id, shown) => {
    expect(shownBy(await visit(freedoms.find((freedom) => freedom.id === id)))).toEqual(like(shown));
  });

  test('nothing shows where there is none', async () => {
    expect(await visit()).toEqual(sound);
    const refused = Object.entries(sound).filter(([, { status }]) => status >= 300);
    expect(refused.map(([step]) => step)).toEqual([
      'DescribeExecution that is not there',
      'DescribeStateMachine right after its deletion',
      'DescribeStateMachine long after its deletion',
    ]);
  });
});

describe('all at once', () => {
  test('tokens still open the next page, and errors are still known', async () => {
    const visitor = await host(together(freedoms));
    let calls = 0;
    const ask = async (operation: string, input: object) => visitor.ask(operation, input, `${++calls}`);
    for (const name of ['a', 'b', 'c', 'd']) await ask('CreateActivity', { name });
    const walk = async (): Promise<string[]> => {
      const names: string[] = [];
      let nextToken: unknown;
      do {
        const page = await ask('ListActivities', { maxResults: 4, ...(nextToken !== undefined && { nextToken }) });
        const activities = page.activities as readonly { readonly name: string }[];
        expect(activities.length).toBeLessThan(4);
        names.push(...activities.map(({ name }) => name));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return names.sort();
    };
    expect(await walk(), 'what is new is late').toEqual([]);
    await walk();
    expect(await walk(), 'and then there').toEqual(['a', 'b', 'c', 'd']);
    expect(await ask('DescribeActivity', { activityArn: 'x' })).toMatchObject({ __type: 'InvalidArn' });
    expect(visitor.seen[`DescribeActivity ${calls}`]?.status).toBe(400);
  });

  test('each still shows, also where two replace rules of one table', async () => {
    const tables = freedoms.flatMap(({ durable }) => Object.keys(durable?.rules ?? {}));
    expect(tables.length).toBeGreaterThan(new Set(tables).size);
    const seen = Object.entries(await visit(together(freedoms)));
    const shown = Object.fromEntries(seen.map(([step, answer]) => [step, told(answer)]));
    for (const [id, where] of Object.entries(FEW)) expect(shown, id).toMatchObject(like(where));
  });
});
