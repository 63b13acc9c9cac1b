import type { PageScore } from './page-model.js';
import { type CaseResult, isScored } from './report.js';

/** `passed` of `judged`, over the cases that count. */
export type Score = PageScore;

/**
 * The score of a target: of the cases that rest on a binding statement with evidence, and that passed or failed. What was
 * skipped or could not be judged tells nothing, so it is left out; what is known to fail still fails.
 */
export function scoreOf(cases: readonly CaseResult[]): Score {
  const judged = cases.filter((result) => isScored(result) && (result.verdict === 'pass' || result.verdict === 'fail'));
  return { passed: judged.filter(({ verdict }) => verdict === 'pass').length, judged: judged.length };
}

/**
 * How much a score speaks of: so many of the scored cases were judged, in the areas where any was. The others need what the target
 * does not have, or could not be decided. A target that has little may have a high score.
 */
export function coverageOf(cases: readonly CaseResult[]): Score {
  const areas = byArea(cases.filter((result) => isScored(result) && result.because !== 'edition'));
  const counted = areas.filter(([, own]) => scoreOf(own).judged > 0).flatMap(([, own]) => own);
  return { passed: scoreOf(counted).judged, judged: counted.length };
}

/** Cases by area (the first part of their suite), in the order of the areas' names. */
export function byArea(cases: readonly CaseResult[]): [area: string, cases: CaseResult[]][] {
  return grouped(cases, ({ suite }) => suite.split('/', 1)[0]!);
}

/** Cases by suite, in the order of the suites' names. */
export function bySuite(cases: readonly CaseResult[]): [suite: string, cases: CaseResult[]][] {
  return grouped(cases, ({ suite }) => suite);
}

function grouped(cases: readonly CaseResult[], keyOf: (result: CaseResult) => string): [string, CaseResult[]][] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of cases) {
    const group = groups.get(keyOf(result));
    if (group) group.push(result);
    else groups.set(keyOf(result), [result]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
