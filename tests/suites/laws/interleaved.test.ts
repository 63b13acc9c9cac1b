import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../engine/fault.js';
import { createEngine, type Edition, type LambdaFunction } from '../../../engine/index.js';
import { loadFault } from '../../../faults/index.js';
import { sharedActivity } from '../../../suites/laws/together/activity.js';
import { type FunctionEnds, functionName, sharedExecution } from '../../../suites/laws/together/execution.js';
import type { HeldExecution } from '../../../suites/laws/together/execution-model.js';
import { interleaved, shownCalls } from '../../../suites/laws/together/interleaved.js';
import { sharedMachine } from '../../../suites/laws/together/machine.js';
import { sharedName } from '../../../suites/laws/together/name.js';
import type { Shared } from '../../../suites/laws/together/shared.js';

/**
 * Clients of one execution, name, activity or machine of an engine in this process, in the orders that fast-check's scheduler
 * chooses: whatever they see must fit into one order (strict).
 */

const SEED = 20_261_122;
const RUNS = 200;

interface Scene {
  readonly edition: Edition;
  readonly fault?: Fault | undefined;
  readonly functions?: Record<string, LambdaFunction>;
}

function engineOf({ edition, fault, functions = {} }: Scene) {
  const engine = createEngine({ edition, functions, ...fault?.options });
  fault?.install?.(engine);
  return engine;
}

const scriptsOf = <Step>(step: fc.Arbitrary<Step>) =>
  fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 });

/** Fails with what the clients saw, one call a line. */
async function fitsIntoOneOrder<State, Step, Call, Answer, Names>(
  scheduler: fc.Scheduler,
  scene: Scene,
  shared: Shared<State, Step, Call, Answer, Names>,
  scripts: readonly (readonly Step[])[],
): Promise<void> {
  const result = await interleaved(scheduler, engineOf(scene), shared, scripts);
  if (result.verdict === 'linearizable') return;
  throw new Error(`It fits into no order (${result.verdict}):\n${shownCalls(result, shared.show)}`);
}

function propertyOf<State, Step, Call, Answer, Names>(
  shared: Shared<State, Step, Call, Answer, Names>,
  fault: Fault | undefined,
  editions: readonly Edition[],
) {
  return fc.asyncProperty(
    fc.constantFrom(...editions),
    scriptsOf(shared.step),
    fc.scheduler(),
    async (edition, scripts, scheduler) => fitsIntoOneOrder(scheduler, { edition, fault }, shared, scripts),
  );
}

const seconds = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
const tasks = fc.constantFrom<(1 | 2)[]>(1, 2);
/** Nobody sends heartbeats of a function. */
const held: fc.Arbitrary<HeldExecution> = fc.oneof(
  fc.record({
    tasks,
    carrier: fc.constant('activity' as const),
    timeout: seconds(4, 6),
    heartbeat: seconds(1, 3),
    limit: seconds(2, 7),
  }),
  fc.record({ tasks, carrier: fc.constant('function' as const), timeout: seconds(2, 6), limit: seconds(2, 7) }),
);

/** Functions that return when they are told to. */
function functionsOf({ tasks, carrier }: HeldExecution) {
  const functions: Record<string, LambdaFunction> = {};
  if (carrier === 'activity') return { functions, ends: [] };
  const ends = Array.from({ length: tasks }, (_, task): FunctionEnds[number] => {
    let resolve: (value: number) => void = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const end = new Promise<number>((...both) => {
      [resolve, reject] = both;
    });
    functions[functionName(task)] = () => end;
    // Nobody may have asked for it.
    end.catch(() => undefined);
    return { succeed: resolve, fail: (name) => reject(Object.assign(new Error('failed'), { name })) };
  });
  return { functions, ends };
}

function executionProperty(fault: Fault | undefined) {
  return fc.asyncProperty(
    fc.constantFrom<Edition[]>('2017-03-30', 'current'),
    held.chain((one) => fc.tuple(fc.constant(one), scriptsOf(sharedExecution(one).step))),
    fc.scheduler(),
    async (edition, [one, scripts], scheduler) => {
      const { functions, ends } = functionsOf(one);
      await fitsIntoOneOrder(scheduler, { edition, fault, functions }, sharedExecution(one, ends), scripts);
    },
  );
}

const both: readonly Edition[] = ['2017-03-30', 'current'];
const properties = {
  'one execution and its tasks': executionProperty,
  'one name': (fault?: Fault) => propertyOf(sharedName(3), fault, both),
  'one activity': (fault?: Fault) => propertyOf(sharedActivity, fault, both),
  'one machine': (fault?: Fault) => propertyOf(sharedMachine, fault, ['current']),
};
type What = keyof typeof properties;

describe('in every order that a scheduler chose, on the sound engine', () => {
  test.each(Object.keys(properties) as What[])('%s is one thing for all its clients', async (what) => {
    await fc.assert(properties[what](undefined) as fc.IAsyncProperty<unknown>, { seed: SEED, numRuns: RUNS });
  });
});

describe('a race is found', () => {
  test.each<[string, What]>([
    ['start-execution-looks-then-starts', 'one name'],
    ['task-token-looked-up-then-used', 'one execution and its tasks'],
    ['task-token-looked-up-then-used', 'one activity'],
    ['stop-execution-looks-then-stops', 'one execution and its tasks'],
    ['activity-polls-share-a-task', 'one activity'],
    ['activity-task-handed-out-twice', 'one activity'],
    ['stop-execution-changes-the-ended', 'one execution and its tasks'],
    ['update-machine-writes-all-it-read', 'one machine'],
  ])('%s, by the clients of %s', async (id, what) => {
    const property = properties[what](await loadFault(id)) as fc.IAsyncProperty<unknown>;
    const found = await fc.check(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toContain('It fits into no order (not-linearizable)');
  });
});
