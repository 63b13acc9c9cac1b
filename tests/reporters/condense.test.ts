import { describe, expect, test } from 'vitest';
import type { TranscriptEntry } from '../../harness/record.js';
import { condensed } from '../../reporters/condense.js';
import { parseReport, renderJson } from '../../reporters/json.js';
import type { Report } from '../../reporters/report.js';
import { failed, plan, report } from './sample.js';

const SIGNED = {
  'x-amz-date': '20260102T030405Z',
  'x-amz-content-sha256': 'a'.repeat(64),
  authorization: 'AWS4-HMAC-SHA256 Credential=<credential>, SignedHeaders=host;x-amz-date, Signature=<signature>',
};

function entry(index: number, more: Partial<TranscriptEntry> = {}): TranscriptEntry {
  const headers = { 'x-amz-target': 'AWSStepFunctions.DescribeExecution', ...SIGNED };
  return {
    index,
    operation: 'DescribeExecution',
    role: 'case',
    via: 'wire',
    startedAt: index * 1000,
    durationMs: 2,
    request: { method: 'POST', path: '/', headers, body: '{}' },
    response: { status: 200, headers: { 'content-type': 'x', date: `${index}` }, body: '{"status":"RUNNING"}' },
    ...more,
  };
}

function withTranscripts(transcripts: readonly (readonly TranscriptEntry[])[]): Report {
  const made = report(transcripts.map((_, at) => failed(plan(`sfn/x/${String(at).padStart(4, '0')}`))));
  return { ...made, cases: made.cases.map((result, at) => ({ ...result, transcript: transcripts[at]! })) };
}

describe('a report that is kept', () => {
  test('has what only came again once, with the count, and no clean-up that worked', () => {
    const done = { status: 200, headers: { 'content-type': 'x' }, body: '{"status":"FAILED"}' };
    const refused = { status: 500, headers: {}, body: 'no' };
    const [result] = condensed(
      withTranscripts([
        [
          entry(0),
          entry(1),
          entry(2),
          entry(3, { response: done }),
          entry(4, { role: 'cleanup', response: done }),
          entry(5, { role: 'cleanup', response: refused }),
        ],
      ]),
    ).cases;
    expect(result?.transcript?.map(({ index, repeats }) => [index, repeats])).toEqual([
      [0, 2],
      [3, undefined],
      [5, undefined],
    ]);
  });

  test('has no headers of signing, unless a case made them odd', () => {
    const odd = { ...SIGNED, authorization: 'Bearer <credential>', 'x-amz-date': 'yesterday' };
    const request = { method: 'POST', path: '/', headers: odd, body: '{"a":1}' };
    const [result] = condensed(withTranscripts([[entry(0), entry(1, { request })]])).cases;
    expect(result?.transcript?.map(({ request: { headers } }) => headers)).toEqual([
      { 'x-amz-target': 'AWSStepFunctions.DescribeExecution' },
      { authorization: 'Bearer <credential>', 'x-amz-date': 'yesterday' },
    ]);
  });

  test('keeps what a failure needs, and leaves transcripts of alike failures out when there is too much', () => {
    const body = 'x'.repeat(4_000);
    const transcripts = Array.from({ length: 400 }, () =>
      Array.from({ length: 10 }, (_, at) =>
        entry(at, { response: { status: 200, headers: {}, body: `${at}${body}` } }),
      ),
    );
    const whole = withTranscripts(transcripts);
    const text = renderJson(whole);
    expect(JSON.stringify(whole).length).toBeGreaterThan(16_000_000);
    expect(text.length).toBeLessThan(5_000_000);
    const parsed = parseReport(text);
    const cases = parsed.kind === 'report' ? parsed.report.cases : [];
    expect(cases.filter(({ transcript }) => transcript !== undefined)).toHaveLength(20);
    expect(cases.at(-1)?.notes).toEqual([
      'The transcript is left out: the first 20 failures with this cause have theirs.',
    ]);
    for (const { expected, actual, statement, reproduction } of cases) {
      expect([expected, actual, statement?.id, reproduction?.curl, reproduction?.sdk].every(Boolean)).toBe(true);
    }
  });
});
