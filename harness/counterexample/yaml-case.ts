import { stringify } from 'yaml';
import type { JsonMembers, RecordedMachine, RecordedResult, ScriptStep } from './counterexample.js';
import { attemptOf, isActivity, taskName, withTasks } from './tasks.js';

export interface YamlCaseParts {
  readonly title: string;
  readonly cites: string;
  readonly machine: RecordedMachine;
  readonly expected: RecordedResult;
  /** The steps of each task's script in the order in which attempts asked for them. */
  readonly attempts: Readonly<Record<string, readonly ScriptStep[]>>;
}

/** A case for `suites/asl/cases`, ready to be committed; nothing where the format has no words for a script. */
export function yamlCase({ title, cites, machine, expected, attempts }: YamlCaseParts): string | undefined {
  const tasks: Record<string, unknown> = {};
  for (const [arn, steps] of Object.entries(attempts)) {
    const written = steps.map(stepData);
    if (!isActivity(arn) || written.some((step) => step === undefined)) return undefined;
    tasks[taskName(arn)] = written;
  }
  const used = Object.keys(machine.tasks).filter((arn) => (attempts[arn] ?? []).length > 0);
  const branched = expected.history.some(({ type }) => /^(Map|Parallel)/.test(String(type)));
  const data = {
    topic: 'Found by generation',
    cases: [
      {
        title,
        cites: [cites],
        ...(machine.edition === '2017-03-30' ? {} : { editions: [machine.edition] }),
        definition: withTasks(machine, (arn) => `task:${taskName(arn)}`),
        runs: [
          {
            input: machine.input,
            ...(used.length > 0 && {
              tasks: Object.fromEntries(used.map((arn) => [taskName(arn), tasks[taskName(arn)]])),
            }),
            expect: {
              status: expected.status,
              ...(expected.output !== undefined && { output: expected.output }),
              ...(expected.error !== undefined && { error: expected.error }),
              // The order between branches is open.
              ...(!branched && { events: expected.history.map((event: JsonMembers) => String(event.type)) }),
            },
          },
        ],
      },
    ],
  };
  return stringify(data, { lineWidth: 120, flowCollectionPadding: true });
}

function stepData(step: ScriptStep): unknown {
  const { seconds, beats, answer } = attemptOf(step);
  if (beats > 0) return undefined;
  if (answer === undefined) return 'never';
  const then = 'output' in answer ? { succeed: answer.output } : { fail: answer };
  return seconds > 0 ? { late: { seconds, then } } : then;
}
