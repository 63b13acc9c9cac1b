import { describe, expect, test } from 'vitest';
import { parseReport, renderJson } from '../../reporters/json.js';
import type { Report } from '../../reporters/report.js';
import { failed, passed, plan, report } from './sample.js';

const sample = report([passed(plan('sfn/x/a')), failed(plan('sfn/x/b'))]);

describe('the JSON report', () => {
  test('is read back as it was written', () => {
    expect(parseReport(renderJson(sample))).toEqual({ kind: 'report', report: sample });
  });

  test('is refused with a sentence when it is something else', () => {
    expect(parseReport('{oops')).toMatchObject({ kind: 'invalid', message: expect.stringContaining('not JSON') });
    expect(parseReport('{}')).toMatchObject({ kind: 'invalid', message: expect.stringContaining('reportVersion') });
    const newer = JSON.stringify({ ...sample, reportVersion: 2 });
    expect(parseReport(newer)).toMatchObject({ kind: 'invalid', message: expect.stringContaining('version 2') });
  });

  test('is never written when it breaks its schema', () => {
    const broken: Report = { ...sample, target: { ...sample.target, address: 'http://user:secret@host' } };
    expect(() => renderJson(broken)).toThrow('/target/address');
    const lost: Report = { ...sample, cases: sample.cases.map(({ reason: _, ...rest }) => rest) };
    expect(() => renderJson(lost)).toThrow('reason');
  });
});
