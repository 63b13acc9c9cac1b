import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { type CaseData, loadTopics, type RunData, stepOf } from './load.js';

/** The cases of `suites/asl/cases/*.yaml`: machines that run, and definitions that are accepted and refused. */

async function runOne({ executions, tasks, machines }: CaseContext, definition: object, run: RunData): Promise<void> {
  const resources: Record<string, string> = {};
  for (const [name, script] of Object.entries(run.tasks ?? {}))
    resources[name] = await tasks.activity(script.map(stepOf));
  const machine = await machines.create(withResources(definition, resources));

  const outcome = await executions.run(machine, 'input' in run ? { input: JSON.stringify(run.input) } : {});

  const { expect: wanted } = run;
  const seen = { status: outcome.status, ...('output' in wanted && { output: outcome.output }) };
  expect(seen).toEqual({ status: wanted.status, ...('output' in wanted && { output: wanted.output }) });
  const failure = outcome.history.at(-1)?.executionFailedEventDetails;
  if (wanted.error !== undefined) expect(failure?.error, 'the error').toBe(wanted.error);
  if (wanted.cause !== undefined) expect(failure?.cause, 'the cause').toBe(wanted.cause);
  if (wanted.events) expect(outcome.history.map((event) => event.type)).toEqual(wanted.events);
  const elapsed = outcome.description.stopDate - outcome.description.startDate;
  // Services round their dates to the millisecond, each on its own.
  if (wanted.seconds?.atLeast) expect(elapsed, 'seconds').toBeGreaterThanOrEqual(wanted.seconds.atLeast - 0.01);
  if (wanted.seconds?.below) expect(elapsed, 'seconds').toBeLessThan(wanted.seconds.below);
  for (const [name, inputs] of Object.entries(wanted.inputs ?? {})) {
    expect(tasks.attempts(resources[name]!).map((attempt) => attempt.input)).toEqual(inputs);
  }
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

for (const { name, cases } of loadTopics()) {
  describe(name, () => {
    for (const data of cases) {
      const scripted = data.runs?.some((run) => run.tasks !== undefined);
      const requires = [...new Set([...(data.requires ?? []), ...(scripted ? (['activities'] as const) : [])])];
      test(data.title, {
        cites: data.cites,
        ...(requires.length > 0 && { requires }),
        ...(data.editions && { editions: data.editions }),
      }, async (context) => {
        if (data.refused) await refuse(context, data);
        for (const run of data.runs ?? []) await runOne(context, data.definition, run);
      });
    }
  });
}
