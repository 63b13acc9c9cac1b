import { describe, expect, test } from 'vitest';
import { folderPage, linesOf, missingIn, published, withFragment } from '../../../cli/compatibility/publish.js';
import { parseReport } from '../../../reporters/json.js';
import type { Report } from '../../../reporters/report.js';

const report: Report = {
  reportVersion: 1,
  tool: { name: 'sfn-conformance', version: '0.1.0' },
  target: { name: 'sample', version: '1.0', address: 'http://127.0.0.1:1', capabilities: ['map'] },
  edition: 'current',
  seed: 1,
  client: 'wire',
  startedAt: '2026-11-22T00:00:00.000Z',
  durationMs: 10,
  ending: 'complete',
  totals: { planned: 1, passed: 0, failed: 1, skipped: 0, inconclusive: 0 },
  cases: [
    {
      id: 'sfn/a/b',
      title: 'b',
      suite: 'sfn/a',
      cites: ['wire:x'],
      level: 'must',
      evidence: 'modelled',
      verdict: 'fail',
      reason: `expected\n  ${'x'.repeat(400)}`,
      blame: 'target',
      durationMs: 3,
      expected: 'one',
      actual: 'another',
      statement: { id: 'wire:x', claim: 'A claim.' },
      reproduction: { curl: 'curl', sdk: 'sdk' },
    },
  ],
  contract: [
    {
      operation: 'ListActivities',
      rule: 'protocol:x',
      exchanges: 2,
      violations: 1,
      level: 'must',
      evidence: 'modelled',
      example: 'seen',
    },
  ],
  statements: { total: 1, cited: 1, passed: 0, failed: 1, untested: 0 },
  errors: [],
};

describe('what is published of a report', () => {
  test('is a report, with a line for each case, and nothing that only helps to find the cause', () => {
    const text = linesOf(published(report));
    const parsed = parseReport(text);
    expect(parsed.kind).toBe('report');
    expect(text.split('\n').filter((line) => line.startsWith('{"id"'))).toHaveLength(1);
    expect(text).not.toMatch(/curl|A claim/);
    const [only] = (JSON.parse(text) as Report).cases;
    expect(only).toMatchObject({ verdict: 'fail', statement: { id: 'wire:x' } });
    expect(only!.reason).toHaveLength(100);
  });

  test('stands between the markers of a page, and leaves the rest', () => {
    const page = 'a\n<!-- compatibility: written by npm run compatibility -->\nold\n<!-- /compatibility -->\nb\n';
    expect(withFragment(page, '| new |\n')).toBe(
      'a\n<!-- compatibility: written by npm run compatibility -->\n\n| new |\n\n<!-- /compatibility -->\nb\n',
    );
    expect(withFragment('nothing', '| new |')).toBeUndefined();
  });

  test('tells what could not be run, and reads that again', () => {
    const missing = [{ target: 'kumo', reason: 'Could not install kumo.' }];
    expect(missingIn(folderPage('| a |', missing, 1))).toEqual(missing);
    expect(missingIn(folderPage('| a |', [], 1))).toEqual([]);
  });
});
