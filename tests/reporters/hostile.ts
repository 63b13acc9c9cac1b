import type { Report } from '../../reporters/report.js';
import { failed, ledger, passed, plan, report } from './sample.js';

/** What a target may answer to do harm. */
export const HOSTILE =
  '</script><img src=x onerror="window.harmed=1"><script>window.harmed=1</script><!-- \u0000\u001b[2J\u202e\ud800 `a` | @someone\n::error::no\r\n%0A ]]>';

/** A report in which every text of the target is hostile, one of them of ten megabytes. */
export function hostileReport(): Report {
  const huge = `${HOSTILE}${'x'.repeat(10_000_000)}`;
  const cases = ['sfn/x/a', 'sfn/x/b'].map((id) => plan(id));
  const made = report(
    [
      failed(cases[0]!, { expected: HOSTILE, actual: huge }),
      passed(cases[1]!, [
        { operation: HOSTILE, rule: 'protocol:content-type', exchanges: 3, violations: 2, example: HOSTILE },
      ]),
    ],
    ledger('sfn:X/behaviour/a'),
  );
  return {
    ...made,
    target: { ...made.target, name: HOSTILE, version: HOSTILE },
    errors: [HOSTILE],
    cases: made.cases.map((result) =>
      result.verdict === 'fail'
        ? {
            ...result,
            title: HOSTILE,
            reason: huge,
            notes: [HOSTILE],
            expectation: 'expected',
            expectedBecause: { reason: HOSTILE, link: 'javascript:window.harmed=1' },
          }
        : result,
    ),
  };
}

/** A report of many cases, of which every third fails. */
export function largeReport(count: number): Report {
  const long = JSON.stringify({ status: 'SUCCEEDED', output: 'done '.repeat(60) });
  const records = Array.from({ length: count }, (_, at) => {
    const item = plan(`sfn/suite-${at % 40}/case-${String(at).padStart(5, '0')}`, [`sfn:X/behaviour/s${at % 200}`]);
    if (at % 3 > 0) return passed(item);
    const record = failed(item, { expected: long, actual: `500 ${at} ${long.slice(at % 50)}` });
    const random = Array.from({ length: 60 }, (_, n) => ((at * 7919 + n * 104_729) % 1_000_003).toString(36)).join(' ');
    return {
      ...record,
      reproduction: { curl: `curl '${random}' ${'x '.repeat(1_500)}`, sdk: `${random}${'y '.repeat(1_500)}` },
    };
  });
  return report(records, ledger(...Array.from({ length: 200 }, (_, at) => `sfn:X/behaviour/s${at}`)));
}
