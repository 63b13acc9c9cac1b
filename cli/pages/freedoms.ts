import { code, markdownTable, prose } from '../../reporters/markdown-text.js';
import { counted, duration, table } from '../../reporters/text.js';
import type { FreedomMeasurement, FreedomScore } from '../measure/freedoms.js';

/** What the freedoms came to, as a page. Pure. */
export function freedomsPage({ edition, seed, scores }: FreedomMeasurement): string {
  return `${[
    '# What a right target may do otherwise',
    '',
    `Written by \`npx sfn-conformance faults --freedoms --markdown\`, from a measurement of edition ${edition} with seed ${seed}.`,
    '',
    'A suite that blames a target for what no reference asks of it is worse than none. Here the reference engine makes use of one',
    'freedom after the other, and every case is tried on it. `blamed` is the figure that matters: each would be a false',
    'accusation. `undecided` are cases that could not be judged there, which they say, and which count for no score.',
    '',
    ...markdownTable(
      ['freedom', 'what the engine does', 'what leaves it open', 'cases', 'passed', 'undecided', 'blamed'],
      scores.map(({ id, does, because, trials, passed, undecided, blamed }) => [
        code(id),
        prose(does),
        prose(because),
        trials,
        passed,
        undecided.length,
        blamed.length,
      ]),
    ),
    ...scores
      .filter(({ blamed, undecided }) => blamed.length + undecided.length > 0)
      .flatMap((score) => ['', `## Not passed by ${score.id}`, '', ...lines(score).map((line) => `- ${prose(line)}`)]),
  ].join('\n')}\n`;
}

/** As a person reads it on a terminal. */
export function renderFreedoms({ scores, durationMs }: FreedomMeasurement): string {
  const rows = scores.map(({ id, trials, passed, undecided, blamed, failures }) => [
    id,
    trials,
    passed,
    undecided.length,
    blamed.length,
    failures,
  ]);
  const all = scores.reduce((sum, { blamed }) => sum + blamed.length, 0);
  return [
    ...table([['freedom', 'cases', 'passed', 'undecided', 'blamed', 'failures'], ...rows]),
    ...scores.flatMap((score) => lines(score).map((line) => `${score.id}: ${line}`)),
    '',
    all === 0
      ? `No case blames an engine for a freedom, in ${duration(durationMs)}.`
      : `${counted(all, 'false accusation')}, in ${duration(durationMs)}.`,
    '',
  ].join('\n');
}

/** Who blames it or can't decide, and why. */
function lines({ blamed, undecided }: FreedomScore): string[] {
  return [...blamed, ...undecided].map(({ case: id, verdict, reason, broken }) => {
    const why = reason ?? broken.map(({ rule }) => rule).join(', ');
    return `${id} (${verdict}): ${why.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
  });
}
