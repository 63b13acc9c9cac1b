import type { PageScore } from './page-model.js';

/** `93.4 %`; never rounded up to 100, nor down to 0; `no score` when nothing was judged. */
export function percent({ passed, judged }: PageScore): string {
  if (judged === 0) return 'no score';
  if (passed === judged) return '100 %';
  if (passed === 0) return '0 %';
  return `${Math.min(99.9, Math.max(0.1, (passed / judged) * 100)).toFixed(1)} %`;
}
