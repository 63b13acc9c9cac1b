import { clusterFailures } from './cluster.js';
import { breaksContract, tellsAgainst } from './outcome.js';
import { percent } from './percent.js';
import type { CaseResult, Report } from './report.js';
import { scoreOf } from './score.js';
import { counted, printable } from './text.js';

/** GitHub shows ten annotations of a kind for a step, and no more. */
const MOST = 9;
const LONGEST = 1_500;

/**
 * Annotations for GitHub Actions, as workflow commands: an error for each cause of what tells against the target (what became
 * worse first), a warning for what could not be judged, a notice with the score.
 */
export function renderGithub(report: Report): string {
  const against = report.cases.filter(tellsAgainst);
  const clusters = [
    ...clusterFailures(against.filter(isWorse)),
    ...clusterFailures(against.filter((result) => !isWorse(result))),
  ];
  const rows = report.contract.filter(breaksContract);
  const doubtful = report.cases.filter(
    ({ verdict, expectation }) => verdict === 'inconclusive' && expectation !== 'expected',
  );
  const { passed, judged } = scoreOf(report.cases);
  const left = clusters.length - MOST;
  return `${[
    ...clusters.slice(0, MOST).map(({ cause, cases, expected, actual }) => {
      const [first] = cases;
      const what = isWorse(first!) ? 'regression' : 'failure';
      return command('error', `${counted(cases.length, what)}: ${first!.statement?.claim ?? cause}`, [
        `case: ${first!.id}`,
        ...(first!.verdict === 'skipped'
          ? [`It passed before, and was skipped: ${first!.reason ?? ''}`]
          : [`expected: ${expected}`, `actual: ${actual}`]),
      ]);
    }),
    ...(left > 0 || rows.length > 0
      ? [
          command('error', 'Conformance', [
            ...(left > 0 ? [`${left} more causes of failures`] : []),
            ...(rows.length > 0 ? [`${counted(rows.length, 'broken rule')} of the contract`] : []),
          ]),
        ]
      : []),
    ...(doubtful.length > 0
      ? [command('warning', `${counted(doubtful.length, 'case')} could not be judged`, [doubtful[0]!.reason ?? ''])]
      : []),
    command('notice', `Conformance of ${report.target.name}: ${percent({ passed, judged })}`, [
      `${passed} of ${judged} scored cases pass.`,
    ]),
  ].join('\n')}\n`;
}

function isWorse({ expectation }: CaseResult): boolean {
  return expectation === 'regression';
}

/** A line that GitHub reads. Nothing in its texts can begin another. */
function command(kind: 'error' | 'warning' | 'notice', title: string, lines: readonly string[]): string {
  const message = lines.map((line) => line.slice(0, LONGEST)).join('\n');
  return `::${kind} title=${property(title.slice(0, 300))}::${data(message)}`;
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
