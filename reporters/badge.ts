import { percent } from './percent.js';
import type { Report } from './report.js';
import { scoreOf } from './score.js';

/** The score as a shields.io endpoint: https://shields.io/badges/endpoint-badge */
export function renderBadge(report: Report): string {
  const score = scoreOf(report.cases);
  const badge = {
    schemaVersion: 1,
    label: 'Step Functions conformance',
    message: report.ending === 'complete' ? percent(score) : 'interrupted',
    color: report.ending === 'complete' ? colorOf(score.passed, score.judged) : 'lightgrey',
  };
  return `${JSON.stringify(badge, null, 2)}\n`;
}

function colorOf(passed: number, judged: number): string {
  if (judged === 0) return 'lightgrey';
  if (passed === judged) return 'brightgreen';
  const share = passed / judged;
  if (share >= 0.9) return 'green';
  if (share >= 0.75) return 'yellowgreen';
  return share >= 0.5 ? 'orange' : 'red';
}
