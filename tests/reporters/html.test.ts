import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundlePage } from '../../reporters/build-pages.js';
import type { PageAssets } from '../../reporters/embed.js';
import { renderHtml } from '../../reporters/html.js';
import { compare } from '../../reporters/page/difference.js';
import { pageData } from '../../reporters/page-data.js';
import type { PageData } from '../../reporters/page-model.js';
import { hostileReport, largeReport } from './hostile.js';
import { failed, ledger, plan, report } from './sample.js';

let assets: PageAssets;
beforeAll(async () => {
  assets = await bundlePage('report');
});

function dataIn(html: string): PageData {
  const packed = /<script type="application\/octet-stream" id="data">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8')) as PageData;
}

describe('renderHtml', () => {
  test('a target writes no markup: its texts are data, cut, without control characters', () => {
    const html = renderHtml(hostileReport(), assets);
    expect(html.match(/<script\b/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html.length).toBeLessThan(300_000);
    const { cases } = dataIn(html);
    const failure = cases.find(({ verdict }) => verdict === 'fail');
    expect(failure?.failure?.expected).toContain('</script><img');
    expect(failure?.failure?.actual).toMatch(/… \(\d+ more characters\)$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
    expect(JSON.stringify(cases)).not.toMatch(/[\u0000-\u001f\u202e\ud800]/);
    expect(failure?.expectedBecause).not.toHaveProperty('link');
  });

  test('it loads nothing: no address but those of links', () => {
    const html = renderHtml(report([failed(plan('sfn/x/a'))]), assets);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-/);
    expect(html).not.toMatch(/<(link|script|img)[^>]+(src|href)="(?!data:)/);
  });

  test('2,000 cases take less than two megabytes, and what was left out is said', () => {
    const html = renderHtml(largeReport(2_000), assets);
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
    expect(dataIn(html).cases).toHaveLength(2_000);
  });

  test('without JavaScript, it says the score', () => {
    expect(renderHtml(report([failed(plan('sfn/x/a'))]), assets)).toContain('Score 0 %. 1 cases: 0 passed, 1 failed');
  });
});

describe('pageData', () => {
  test('a failure has its claim, its citation and a link to the public reference', () => {
    const item = plan('sfn/x/a', ['sfn:StartExecution/behaviour/a']);
    const data = pageData(report([failed(item)], ledger('sfn:StartExecution/behaviour/a')));
    expect(data.cases[0]?.failure).toMatchObject({
      claim: 'The claim of sfn:StartExecution/behaviour/a.',
      citation: 'sfn/current',
      link: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html',
    });
    expect(data.clusters).toMatchObject([{ cases: [0], claim: 'The claim of sfn:StartExecution/behaviour/a.' }]);
  });

  test('a history that the case read is a timeline', () => {
    const body = JSON.stringify({
      events: [
        { id: 1, type: 'ExecutionStarted', timestamp: 10, executionStartedEventDetails: { input: '{}' } },
        { id: 2, type: 'PassStateEntered', timestamp: 10.5, stateEnteredEventDetails: { name: 'A', input: '{}' } },
        { id: 'no event' },
      ],
    });
    const record = {
      ...failed(plan('sfn/x/a')),
      transcript: [
        {
          index: 0,
          operation: 'GetExecutionHistory',
          role: 'case' as const,
          via: 'wire' as const,
          startedAt: 0,
          durationMs: 1,
          request: { method: 'POST', path: '/', headers: {}, body: '{"executionArn":"a"}' },
          response: { status: 200, headers: {}, body },
        },
      ],
    };
    expect(pageData(report([record])).cases[0]?.failure?.history).toEqual([
      { id: 1, type: 'ExecutionStarted', at: 0, about: 'input {}' },
      { id: 2, type: 'PassStateEntered', at: 0.5, about: 'A, input {}' },
    ]);
  });
});

describe('compare', () => {
  test('marks what only one side has', () => {
    const [left, right] = compare('{"status":"SUCCEEDED","n":1}', '{"status":"FAILED","n":1}');
    expect(left.filter(({ isShared }) => !isShared).map(({ text }) => text)).toEqual(['SUCCEEDED']);
    expect(right.filter(({ isShared }) => !isShared).map(({ text }) => text)).toEqual(['FAILED']);
    expect(left.map(({ text }) => text).join('')).toBe('{\n  "status": "SUCCEEDED",\n  "n": 1\n}');
  });

  test('marks nothing where the sides say different things', () => {
    const [left, right] = compare('StartExecution to be refused with InvalidName', '200 {"executionArn": "arn"}');
    expect([...left, ...right].every(({ isShared }) => isShared)).toBe(true);
  });

  test('of very long texts it marks the middle, at once', () => {
    const [left] = compare(`a ${'b '.repeat(5_000)}z`, `a ${'c '.repeat(5_000)}z`);
    expect(left.map(({ isShared }) => isShared)).toEqual([true, false, true]);
  });
});
