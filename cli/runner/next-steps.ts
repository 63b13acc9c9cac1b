import { relative } from 'node:path';
import { urlOfRelay } from '../../harness/lambda-relay.js';
import { causesOf } from '../../reporters/console.js';
import { outcomeOf } from '../../reporters/outcome.js';
import type { Report } from '../../reporters/report.js';
import { table } from '../../reporters/text.js';
import { DEFAULT_RUNS } from '../options.js';
import type { RunOptions } from '../run.js';
import { quoted } from '../shell.js';
import { shownTarget } from '../target-named.js';

/** What a person may do with what a run has just shown, ready to paste; nothing where all is as expected. */
export function nextSteps(options: RunOptions, report: Report, jsonPath: string | undefined): string[] {
  if (outcomeOf(report).kind !== 'nonconforming') return [];
  const causes = causesOf(report);
  const first = causes[0]?.cases[0];
  const run = `run --target ${quoted(shownTarget(options.target))}${circumstances(options)}`;
  // A team's own cases are known to no other command.
  const isOurs = options.cases === undefined;
  const same = [
    ...(options.suite ?? []).map((glob) => ['--suite', glob]),
    ...(options.cases ?? []).map((glob) => ['--cases', glob]),
  ]
    .map(([name, glob = '']) => ` ${name} ${quoted(glob)}`)
    .join('');
  const isHeldToSomething = options.expectations !== undefined || options.baseline !== undefined;
  const rows = [
    ...(causes.length > 1 && jsonPath !== undefined
      ? [['another cause in full', `report render ${quoted(relative(process.cwd(), jsonPath))} --cause 2`]]
      : []),
    ...(first !== undefined && isOurs
      ? [
          ['what a case rests on', `explain ${first.id}`],
          [
            'one case again',
            `${run} --suite ${first.suite} --grep ${quoted(first.id)} --seed ${report.seed}${drawn(options)}`,
          ],
        ]
      : []),
    ...(isHeldToSomething
      ? []
      : [['take this as known', `${run}${same} --expectations known.yaml --update-expectations`]]),
  ];
  if (rows.length === 0) return [];
  return ['Next:', ...table(rows.map(([what, command]) => [`  ${what}`, `npx sfn-conformance ${command}`]))];
}

/** How much was drawn by chance. */
function drawn({ timeBudget, runs }: RunOptions): string {
  if (timeBudget !== undefined) return ` --time-budget ${timeBudget}s`;
  return runs === DEFAULT_RUNS ? '' : ` --runs ${runs}`;
}

/** What else the target was reached by and judged by: without it the same case is another one. */
function circumstances(options: RunOptions): string {
  const { edition, askedRegion, roleArn, credentials, ca, has = [], lambdaEndpoint, client, clock } = options;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['--edition', edition === 'current' ? undefined : edition],
    ['--region', askedRegion],
    ['--role-arn', roleArn],
    ['--credentials', credentials],
    ['--ca', ca],
    ...has.map((capability) => ['--has', capability] as const),
    ['--lambda-endpoint', lambdaEndpoint && urlOfRelay(lambdaEndpoint)],
    ['--client', client === 'wire' ? undefined : client],
    ['--clock', clock],
  ];
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [` ${name} ${quoted(value)}`])).join('');
}
