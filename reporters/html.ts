import { type PageAssets, selfContained } from './embed.js';
import { pageAssets } from './page-assets.js';
import { type Detail, fullDetail, pageData } from './page-data.js';
import { percent } from './percent.js';
import type { Report } from './report.js';
import { scoreOf } from './score.js';

/** A report of 2,000 cases stays under two megabytes; larger ones may grow in proportion. */
const BYTES = 1_950_000;
const CASES = 2_000;

/** From all to the least that is still of use. */
const DETAILS: readonly Detail[] = [
  fullDetail,
  {
    text: 4_000,
    script: 20_000,
    histories: true,
    scriptsPerCause: 40,
    leftOut: 'To keep this file small, long texts are cut and only the first 40 failures of each cause have scripts.',
  },
  {
    text: 1_000,
    script: 8_000,
    histories: false,
    scriptsPerCause: 5,
    leftOut:
      'To keep this file small, texts are cut, histories are left out, and only the first 5 failures of each cause have scripts.',
  },
  {
    text: 200,
    script: 4_000,
    histories: false,
    scriptsPerCause: 1,
    leftOut:
      'To keep this file small, texts are cut to 200 characters, and only one failure of each cause has scripts. The JSON report has the rest.',
  },
];

/** The report as one HTML file that needs nothing else: no network, no server. */
export function renderHtml(report: Report, assets: PageAssets = pageAssets('report')): string {
  const limit = BYTES * Math.max(1, report.cases.length / CASES);
  let html = '';
  for (const detail of DETAILS) {
    html = pageOf(report, detail, assets);
    if (Buffer.byteLength(html) <= limit) return html;
  }
  return html;
}

function pageOf(report: Report, detail: Detail, assets: PageAssets): string {
  const data = pageData(report, detail);
  const { name, version } = data.target;
  const title = `${name}${version === undefined ? '' : ` ${version}`}: conformance to AWS Step Functions`;
  const { planned, passed, failed, skipped, inconclusive } = report.totals;
  const summary = `Score ${percent(scoreOf(report.cases))}. ${planned} cases: ${passed} passed, ${failed} failed, ${skipped} skipped, ${inconclusive} inconclusive.`;
  return selfContained(title, summary, data, assets);
}
