import { type CaseContext, describe, expect, type Outcome, restsOn, test } from '../../harness/index.js';
import { enteredStates, statesOf } from '../entered-states.js';
import { type CaseData, loadTopics, type RunData, stepOf } from './load.js';
import { judged } from './prerequisites.js';

/** The cases of `suites/asl/cases/*.yaml`: machines that run, and definitions that are accepted and refused. */

interface Performance {
  readonly outcome: Outcome;
  /** What each task was given, attempt by attempt. */
  readonly inputs: (task: string) => unknown[];
}

/** Runs the machine once, with its tasks played by their scripts. */
async function perform(context: CaseContext, definition: object, run: RunData): Promise<Performance> {
  const { executions, tasks, machines } = context;
  const resources: Record<string, string> = {};
  for (const [name, script] of Object.entries(run.tasks ?? {})) {
    resources[name] = await tasks.activity(script.map(stepOf));
  }
  const machine = await machines.create(withResources(definition, resources));
  const input = 'input' in run ? { input: JSON.stringify(run.input) } : {};
  const outcome = await executions.run(machine, { ...input, ...patience(run) });
  return { outcome, inputs: (task) => tasks.attempts(resources[task]!).map((attempt) => attempt.input) };
}

/** A machine that is to take long is waited for: what a target may take besides is its own affair. */
function patience({ expect: { seconds } }: RunData): { readonly withinMs?: number } {
  const atLeast = seconds?.atLeast ?? 0;
  return atLeast < LONG_SECONDS ? {} : { withinMs: (atLeast + GRACE_SECONDS) * 1_000 };
}

const LONG_SECONDS = 10;
const GRACE_SECONDS = 15;

async function judgeOutcome(context: CaseContext, definition: object, run: RunData): Promise<void> {
  const { outcome, inputs } = await perform(context, definition, run);
  const { expect: wanted } = run;
  const seen = { status: outcome.status, ...('output' in wanted && { output: outcome.output }) };
  expect(seen).toEqual({ status: wanted.status, ...('output' in wanted && { output: wanted.output }) });
  // That it is the last event, too, is a law of histories.
  const failure = outcome.history.find(({ type }) => type === 'ExecutionFailed')?.executionFailedEventDetails;
  if (wanted.error !== undefined) expect(failure?.error, 'the error').toBe(wanted.error);
  if (wanted.cause !== undefined) expect(failure?.cause, 'the cause').toBe(wanted.cause);
  const elapsed = outcome.history.at(-1)!.timestamp - outcome.history[0]!.timestamp;
  // Services round their dates to the millisecond, each on its own.
  if (wanted.seconds?.atLeast) expect(elapsed, 'seconds').toBeGreaterThanOrEqual(wanted.seconds.atLeast - 0.01);
  if (wanted.seconds?.below) expect(elapsed, 'seconds').toBeLessThan(wanted.seconds.below);
  for (const [task, given] of Object.entries(wanted.inputs ?? {})) expect(inputs(task)).toEqual(given);
}

/** @param statement what tells how the machine ends: if it ends otherwise, its events are not what is wrong */
async function judgeEvents(context: CaseContext, definition: object, run: RunData, statement: string): Promise<void> {
  const { outcome } = await restsOn(statement, async () => {
    const performance = await perform(context, definition, run);
    expect(performance.outcome.status).toBe(run.expect.status);
    return performance;
  });
  expect(outcome.history.map((event) => event.type)).toEqual(run.expect.events);
  // The control: it is the history of this machine.
  expect(statesOf(definition)).toEqual(expect.arrayContaining(enteredStates(outcome.history)));
}

/** The definition with each `task:<name>` in the place of a resource made the resource of that name. */
function withResources(definition: object, resources: Record<string, string>): object {
  return JSON.parse(JSON.stringify(definition), (key, value: unknown) =>
    key === 'Resource' && typeof value === 'string' && value.startsWith('task:') ? resources[value.slice(5)] : value,
  ) as object;
}

async function refuse({ sfn, machines }: CaseContext, { definition, refused }: CaseData): Promise<void> {
  const roleArn = machines.roleArn;
  for (const [fault, broken] of Object.entries(refused ?? {})) {
    const text = typeof broken === 'string' ? broken : JSON.stringify(broken);
    const answer = await sfn.createStateMachine({ name: machines.freshName(), definition: text, roleArn });
    expect(answer, fault).toFailWith('InvalidDefinition');
  }
  await machines.create(definition);
}

const isStarved = ({ runs = [] }: CaseData): boolean =>
  runs.some(({ tasks = {} }) => Object.values(tasks).some((script) => script.includes('never')));

/** Whether a statement is about the events that a state leaves, and not about what the execution comes to. */
const isAboutEvents = (statement: string): boolean => /^asl:.*\/(history|no-exit)$/.test(statement);

for (const { name, cases } of loadTopics()) {
  describe(name, () => {
    for (const data of cases) {
      const scripted = data.runs?.some((run) => run.tasks !== undefined);
      const requires = [...new Set([...(data.requires ?? []), ...(scripted ? (['activity-workers'] as const) : [])])];
      const options = { ...(requires.length > 0 && { requires }), ...(data.editions && { editions: data.editions }) };
      const [toldByEvents, toldByOutcome] = [
        data.cites.filter(isAboutEvents),
        data.cites.filter((id) => !isAboutEvents(id)),
      ];
      const [first = toldByEvents[0]!, ...others] = toldByOutcome;
      test(data.title, { cites: [first, ...others], ...options }, async (context) => {
        if (data.refused) await refuse(context, data);
        const subject = { statement: first, definition: data.definition, isStarved: isStarved(data) };
        await judged(context, subject, async () => {
          for (const run of data.runs ?? []) await judgeOutcome(context, data.definition, run);
        });
      });

      // What an execution comes to and what it leaves behind are two claims: a target may break one and keep the other.
      const told = data.runs?.filter((run) => run.expect.events !== undefined) ?? [];
      if (told.length === 0) continue;
      test(`${data.title}: event by event`, {
        cites: ['history:event-by-event', ...toldByEvents],
        ...options,
      }, async (context) => {
        for (const run of told) await judgeEvents(context, data.definition, run, first);
      });
    }
  });
}
