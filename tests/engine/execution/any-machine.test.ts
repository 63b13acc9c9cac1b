import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, type Execution, startExecution } from '../../../engine/execution/index.js';
import { breaches } from './laws.js';
import { type Action, events, fail, later, lines, params, silence, start, succeed, World } from './world.js';

/** A machine as plain data, so that it shrinks: a block is a sequence of steps. */
type Step =
  | { readonly step: 'pass' | 'fail' }
  | { readonly step: 'wait'; readonly seconds: number }
  | { readonly step: 'task'; readonly handled: Handled; readonly limit: boolean }
  | { readonly step: 'parallel'; readonly branches: readonly (readonly Step[])[]; readonly handled: Handled }
  | { readonly step: 'map'; readonly block: readonly Step[]; readonly atOnce: number; readonly handled: Handled };
type Handled = 'not' | 'retried' | 'caught' | 'both';

const handled = fc.constantFrom<Handled>('not', 'retried', 'caught', 'both');
const { block } = fc.letrec<{ block: readonly Step[]; step: Step }>((tie) => ({
  block: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ step: fc.constantFrom('pass' as const, 'pass' as const, 'fail' as const) }),
    fc.record({ step: fc.constant('wait' as const), seconds: fc.nat(3) }),
    fc.record({ step: fc.constant('task' as const), handled, limit: fc.boolean() }),
    fc.record({
      step: fc.constant('parallel' as const),
      branches: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
      handled,
    }),
    fc.record({ step: fc.constant('map' as const), block: tie('block'), atOnce: fc.nat(2), handled }),
  ),
}));

const outcome = fc.oneof(fc.record({ after: fc.nat(2500), ok: fc.boolean() }), fc.constant({ after: -1, ok: false }));
const script = fc.array(outcome, { minLength: 1, maxLength: 6 });

/** @param names counts the states, whose names differ in the whole machine */
function machineOf(
  steps: readonly Step[],
  names: { count: number },
): { StartAt: string; States: Record<string, object> } {
  const own = steps.map(() => `S${names.count++}`);
  const States: Record<string, object> = {};
  for (const [index, step] of steps.entries()) {
    const next = own[index + 1];
    const way = next === undefined ? { End: true } : { Next: next };
    const end = `E${names.count}`;
    const handlers = (how: Handled): object => {
      if (how === 'caught' || how === 'both') States[end] = { Type: 'Succeed' };
      return {
        ...((how === 'retried' || how === 'both') && { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }),
        ...((how === 'caught' || how === 'both') && { Catch: [{ ErrorEquals: ['States.ALL'], Next: end }] }),
      };
    };
    names.count++;
    States[own[index]!] = stateOf(step, way, handlers, names);
  }
  return { StartAt: own[0]!, States };
}

function stateOf(step: Step, way: object, handlers: (how: Handled) => object, names: { count: number }): object {
  switch (step.step) {
    case 'pass':
      return { Type: 'Pass', ...way };
    case 'fail':
      return { Type: 'Fail', Error: 'F' };
    case 'wait':
      return { Type: 'Wait', Seconds: step.seconds, ...way };
    case 'task':
      return {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        ...(step.limit && { TimeoutSeconds: 2 }),
        ...handlers(step.handled),
        ...way,
      };
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: step.branches.map((branch) => machineOf(branch, names)),
        ...handlers(step.handled),
        ...way,
      };
    case 'map':
      return {
        Type: 'Map',
        Parameters: [1, 2],
        ItemsPath: '$$.Execution.Input',
        MaxConcurrency: step.atOnce,
        ItemProcessor: machineOf(step.block, names),
        ...handlers(step.handled),
        ...way,
      };
  }
}

/** Every task follows one script, attempt by attempt. */
class ScriptedWorld extends World {
  private turn = 0;

  constructor(private readonly outcomes: readonly { readonly after: number; readonly ok: boolean }[]) {
    super();
  }

  override startTask(
    request: Parameters<World['startTask']>[0],
    progress: Parameters<World['startTask']>[1],
  ): () => void {
    this.requests.push(request);
    const { after, ok } = this.outcomes[this.turn++ % this.outcomes.length]!;
    const answer: Action = ok ? succeed({ n: this.turn }) : fail('E', 'c');
    const action = after < 0 ? silence : after === 0 ? answer : later(after, answer);
    action(progress, request, this.clock);
    return () => {
      this.forgotten++;
    };
  }
}

const begin = (steps: readonly Step[], world: World): Execution => {
  const machine = machineOf(steps, { count: 0 });
  // No task waits for ever: the machine has a limit.
  return start({ ...machine, TimeoutSeconds: 60 }, { world, input: [1, 2] }).execution;
};

function finish(execution: Execution, world: World): void {
  while (execution.status === 'RUNNING' && world.clock.advanceToNext());
}

function requireLaws(execution: Execution): void {
  const broken = breaches(events(execution));
  if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${lines(execution).join('\n')}`);
}

const runs = { numRuns: 400 };

test('every history keeps the laws, ends, and leaves nothing behind', () => {
  fc.assert(
    fc.property(block, script, (steps, outcomes) => {
      const world = new ScriptedWorld(outcomes);
      const execution = begin(steps, world);
      finish(execution, world);
      expect(execution.status).not.toBe('RUNNING');
      requireLaws(execution);
      // Only the answers of tasks that were forgotten may still be on their way.
      world.clock.advance(10_000);
      expect(world.clock.next).toBeUndefined();
      requireLaws(execution);
    }),
    runs,
  );
});

test('the same machine, script and seed give the same history', () => {
  fc.assert(
    fc.property(block, script, (steps, outcomes) => {
      const histories = [0, 1].map(() => {
        const world = new ScriptedWorld(outcomes);
        const execution = begin(steps, world);
        finish(execution, world);
        return events(execution);
      });
      expect(histories[0]).toEqual(histories[1]);
    }),
    { numRuns: 100 },
  );
});

test('stopped at any time it keeps the laws', () => {
  fc.assert(
    fc.property(block, script, fc.nat(6000), (steps, outcomes, at) => {
      const world = new ScriptedWorld(outcomes);
      const execution = begin(steps, world);
      world.clock.advance(at);
      const before = execution.status;
      execution.abort();
      expect(execution.status).toBe(before === 'RUNNING' ? 'ABORTED' : before);
      const { length } = execution.history;
      world.clock.advance(100_000);
      expect(execution.history.length).toBe(length);
      requireLaws(execution);
    }),
    runs,
  );
});

test('redriven, again and again, it ends each time and keeps the laws', () => {
  fc.assert(
    fc.property(block, script, fc.nat(4000), (steps, outcomes, at) => {
      const world = new ScriptedWorld(outcomes);
      const execution = begin(steps, world);
      world.clock.advance(at);
      execution.abort();
      for (let time = 0; time < 4 && execution.redriveInfo.status === 'REDRIVABLE'; time++) {
        execution.redrive();
        finish(execution, world);
        expect(execution.status).not.toBe('RUNNING');
        requireLaws(execution);
      }
    }),
    runs,
  );
});

test('a Parallel of one branch gives a list of what the branch gives, in the same time', () => {
  fc.assert(
    fc.property(block, script, (steps, outcomes) => {
      const inner = machineOf(steps, { count: 0 });
      const outer = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [inner], End: true } } };
      const [plain, wrapped] = [inner, outer].map((definition) => {
        const world = new ScriptedWorld(outcomes);
        const execution = startExecution(
          compile({ ...definition, TimeoutSeconds: 60 } as never, { edition: 'current' }),
          params([1, 2]),
          world,
        );
        finish(execution, world);
        return execution;
      });
      expect(wrapped!.status).toBe(plain!.status);
      expect(wrapped!.error).toBe(plain!.error);
      expect(wrapped!.stopDate).toBe(plain!.stopDate);
      if (plain!.output !== undefined) expect(wrapped!.output!.value).toEqual([plain!.output.value]);
    }),
    { numRuns: 200 },
  );
});
