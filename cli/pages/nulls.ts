import { code, markdownTable, prose } from '../../reporters/markdown-text.js';
import { counted, duration, table } from '../../reporters/text.js';
import type { NullScore } from '../measure/nulls.js';

/** What the null targets came to, as a page. Pure. */
export function nullsPage(scores: readonly NullScore[]): string {
  const head = ['target', 'what it does', 'exit code', 'cases', 'failed', 'inconclusive', 'skipped'];
  return `${[
    '# Targets that implement nothing',
    '',
    'Written by `npx sfn-conformance faults --nulls --markdown`.',
    '',
    'What a target passes that implements nothing is what the suite can not tell. Each of these claims every capability, so that',
    'every case is tried on it. `passed (scored)` is the figure that matters: cases on a binding statement with evidence. `passed',
    '(other)` are cases that count for no score.',
    '',
    ...markdownTable(
      [...head, 'passed (scored)', 'passed (other)'],
      scores.map(({ name, describe, exitCode, totals, passed, unscored }) => [
        code(name),
        prose(describe),
        exitCode ?? 'none',
        ...[totals.planned, totals.failed, totals.inconclusive, totals.skipped, passed.length, unscored.length],
      ]),
    ),
    '',
    'A target that never answers, or never ends an answer, is given up after its first requests: what follows is inconclusive,',
    'which is never a pass.',
    ...scores
      .filter(({ passed }) => passed.length > 0)
      .flatMap(({ name, passed }) => ['', `## Passed by ${name}`, '', ...passed.map((id) => `- ${code(id, 240)}`)]),
  ].join('\n')}\n`;
}

/** As a person reads it on a terminal. */
export function renderNulls(scores: readonly NullScore[]): string {
  const rows = scores.map(({ name, exitCode, durationMs, totals, passed, unscored }) => [
    name,
    passed.length,
    unscored.length,
    totals.failed,
    totals.inconclusive,
    exitCode ?? -1,
    duration(durationMs),
  ]);
  const all = scores.reduce((sum, { passed }) => sum + passed.length, 0);
  return [
    ...table([['target', 'passed', 'not scored', 'failed', 'inconclusive', 'exit', 'took'], ...rows]),
    ...scores.flatMap(({ name, passed }) => passed.map((id) => `${name} passes ${id}`)),
    '',
    all === 0
      ? 'No scored case is passed by a target that implements nothing.'
      : `${counted(all, 'scored pass', 'scored passes')}: each is a case that can't tell.`,
    '',
  ].join('\n');
}
