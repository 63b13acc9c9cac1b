import { type PageAssets, selfContained } from './embed.js';
import type { MatrixColumn, MatrixData } from './matrix-model.js';
import { pageAssets } from './page-assets.js';
import { percent } from './percent.js';

/** The matrix as one HTML file that needs nothing else: no network, no server. */
export function renderMatrix(data: MatrixData, assets: PageAssets = pageAssets('matrix')): string {
  const summary = data.columns.map((column) => `${column.key}: ${percent(column.score)} (${judgedOf(column)}).`);
  return selfContained('Compatibility with AWS Step Functions', summary.join(' '), data, assets);
}

function judgedOf({ score }: MatrixColumn): string {
  return `${score.passed} of ${score.judged} scored cases`;
}
