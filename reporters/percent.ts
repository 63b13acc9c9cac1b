import type { PageScore } from './page-model.js';

/** `93.4 %`; never rounded up to 100, nor down to 0; `no score` when nothing was judged. */
export function percent({ passed, judged }: PageScore): string {
  if (judged === 0) return 'no score';
  if (passed === judged) return '100 %';
  if (passed === 0) return '0 %';
  return `${Math.min(99.9, Math.max(0.1, (passed / judged) * 100)).toFixed(1)} %`;
}

/** How much a score rose or fell, in points of a hundred: `+1.2`, `−0.4`, `±0`; nothing where one of them is none. */
export function points(before: PageScore, after: PageScore): string {
  if (before.judged === 0 || after.judged === 0) return '';
  const change = (after.passed / after.judged - before.passed / before.judged) * 100;
  if (Math.abs(change) < 0.05) return '±0';
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}`;
}
