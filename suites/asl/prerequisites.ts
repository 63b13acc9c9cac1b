import { Breach, type CaseContext, expect, fail, isAssertion, restsOn, Shown, succeed } from '../../harness/index.js';
import { chain, failWith, task } from '../definitions.js';

/** Something that many machines need besides what they are about. */
interface Prerequisite {
  /** The statement that says so. */
  readonly statement: string;
  /** Whether a machine needs it, by the text of its definition. */
  readonly isIn: RegExp;
  /** Asserts it, by a machine that needs nothing else. */
  holds(context: CaseContext): Promise<void>;
}

export const prerequisites: readonly Prerequisite[] = [
  {
    statement: 'asl:Fail/ends',
    isIn: /"Type":"Fail"/,
    holds: async ({ executions }) => {
      expect((await executions.run(failWith('Broken', 'on purpose'))).status).toBe('FAILED');
    },
  },
  {
    statement: 'asl:templates/paths',
    isIn: /"Parameters":/,
    holds: async ({ executions }) => {
      const machine = chain({ Shape: { Type: 'Pass', Parameters: { 'taken.$': '$.n' } } });
      expect((await executions.run(machine, { input: { n: 1 } })).output).toEqual({ taken: 1 });
    },
  },
  {
    statement: 'asl:Retry/attempts',
    isIn: /"Type":"Task".*"Retry":|"Retry":.*"Type":"Task"/,
    holds: async ({ executions }) => {
      const machine = task('task:work', { Retry: [{ ErrorEquals: ['Jammed'], IntervalSeconds: 1, MaxAttempts: 1 }] });
      const { status } = await executions.run(machine, {
        input: {},
        tasks: { work: [fail('Jammed'), succeed('done')] },
      });
      expect(status).toBe('SUCCEEDED');
    },
  },
];

/** The name of states that a right target does not come to. */
const NOT_REACHED = 'Never';

/** A task that no worker ever answers, with a limit to its time: nothing else ends the execution. */
const IS_TIMED = /"Resource":"task:.*"TimeoutSeconds":|"TimeoutSeconds":.*"Resource":"task:/;
const neverEnds = (error: unknown): boolean => error instanceof Breach && error.expected === 'the execution ends';

/** What an assertion about a machine is told by. */
export interface Subject {
  /** The statement that the case is about first. */
  readonly statement: string;
  readonly definition: object;
  /** Whether a task of it is never answered. */
  readonly isStarved?: boolean;
}

/**
 * Runs assertions about a machine. When one fails, what the machine needs besides is tried alone: if that does not hold, it is
 * what is broken. So a target that ignores Parameters fails one statement, and not one for each intrinsic function.
 */
export async function judged(context: CaseContext, subject: Subject, judge: () => Promise<void>): Promise<void> {
  try {
    await judge();
  } catch (error) {
    if (!isAssertion(error)) throw error;
    const told = new Shown(context.latestExchange(), error);
    const { statement, definition, isStarved = false } = subject;
    const text = JSON.stringify(definition, (name, value: unknown) => (name === NOT_REACHED ? undefined : value));
    for (const needed of prerequisites) {
      if (needed.statement === statement || !needed.isIn.test(text)) continue;
      await restsOn(needed.statement, () => needed.holds(context));
    }
    if (isStarved && neverEnds(error) && IS_TIMED.test(text))
      await restsOn('asl:Task/timeout', () => Promise.reject(told));
    throw told;
  }
}
