import { describe, expect, test } from 'vitest';
import { renderConsole } from '../../reporters/console.js';
import { failed, inconclusive, passed, plan, report, skipped } from './sample.js';

const plain = { color: false };

describe('renderConsole', () => {
  test('proves a failure: statement, claim, citation, expected, actual, a command', () => {
    const text = renderConsole(report([failed(plan('sfn/x/a')), passed(plan('sfn/x/b'))]), plain);
    for (const part of [
      '1 failed case, 1 cause',
      'sfn:X/behaviour/a',
      'The claim of sfn:X/behaviour/a.',
      'sfn/current',
      'status 400',
      'status 200',
      "curl -d '{}'",
      'The target does not conform.',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('shows a screen for hundreds of failures: the largest cause in full, a line for the next ones, totals', () => {
    const areas = ['asl', 'durable', 'sfn', 'wire'];
    const records = areas.flatMap((area) =>
      Array.from({ length: 200 }, (_, n) =>
        failed(plan(`${area}/many-${n % 20}/${n}`, [`${area}:Topic${n % 50}/behaviour/claim`]), {
          actual: `the way ${'x'.repeat(n % 50)}`,
        }),
      ),
    );
    const text = renderConsole(report(records), { color: false, columns: 100 });
    expect(text.split('\n').length).toBeLessThan(50);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text).toContain('800 failed cases, 40 causes');
    expect(text).toContain('and 28 more causes: see the report');
    expect(text).toMatch(/^durable +0 % +0 +200 /m);
    expect(text).toContain('Score: 0 %, 0 of 800 scored cases');
  });

  test('says that the contract is broken where no case failed', () => {
    const row = { operation: 'X', rule: 'schema:response/a/required', exchanges: 2, violations: 1, example: 'no a' };
    const text = renderConsole(report([passed(plan('sfn/x/a'), [row])]), plain);
    expect(text).toContain('1 of 2  X          schema:response/a/required');
    expect(text).toContain('no case failed, but its answers break rules that every answer must keep');
  });

  test('says what could not be judged, and why', () => {
    const text = renderConsole(report([inconclusive(plan('sfn/x/a')), skipped(plan('sfn/x/b'))]), plain);
    expect(text).toContain('1 case could not be judged');
    expect(text).toContain('network: It did not answer.');
    expect(text).toContain('Nothing was judged.');
  });

  test("prints no control character of a target's", () => {
    const text = renderConsole(
      report([failed(plan('sfn/x/a'), { actual: 'clear \u001b[2J the screen\u0007' })]),
      plain,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    expect(text).toContain('\\u001b[2J');
  });
});
