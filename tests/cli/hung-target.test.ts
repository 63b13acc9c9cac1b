import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadFault } from '../../faults/index.js';
import { parseCounterexample } from '../../harness/counterexample/index.js';
import type { Report } from '../../reporters/report.js';
import { type Ended, emptyFolder, isBuilt, NOT_BUILT, PART, reportIn, run } from './command-line.js';
import { type Relayed, relayed } from './relay.js';

/** Targets that answer for a while, and hang in the middle of what was generated for them. */

const LAWS = ['--suite', 'laws/relations', '--seed', '1', '--workers', '1', '--runs', '400'];
const HAS = ['activities', 'activity-workers', 'jsonata', 'map'].flatMap((name) => ['--has', name]);

interface Run extends Ended {
  readonly report: Report;
  /** The laws of the counterexamples that are on disk, each file valid. */
  readonly kept: readonly string[];
  /** What of its scratch files was left. */
  readonly left: readonly string[];
}

async function runAgainst(target: Relayed, ...args: readonly string[]): Promise<Run> {
  const folder = emptyFolder();
  const scratch = emptyFolder();
  const before = process.env.TMPDIR;
  process.env.TMPDIR = scratch;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  const ended = await run(folder, 'run', '--target', target.url, ...LAWS, ...HAS, ...args);
  const report = reportIn(folder, args.includes('--grep') ? PART : undefined);
  const { planned, passed, failed, skipped, inconclusive } = report.totals;
  expect(planned).toBe(report.cases.length);
  expect(passed + failed + skipped + inconclusive).toBe(planned);
  return { ...ended, report, kept: counterexamplesIn(folder), left: readdirSync(scratch) };
}

function counterexamplesIn(folder: string): string[] {
  const files = join(folder, 'conformance-report', 'counterexamples');
  if (!existsSync(files)) return [];
  return readdirSync(files).map((name) => {
    const parsed = parseCounterexample(readFileSync(join(files, name), 'utf8'));
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    return parsed.counterexample.law;
  });
}

const title = isBuilt ? 'a target that hangs' : `a target that hangs (skipped: ${NOT_BUILT})`;

describe.skipIf(!isBuilt)(title, { timeout: 120_000 }, () => {
  test('leaves the law undecided, blames the target, and costs the laws after it nothing', async () => {
    const target = await relayed((_, count) => (count > 120 ? { kind: 'hang' } : { kind: 'pass' }));
    const { code, stdout, report, kept, left } = await runAgainst(target);
    expect(report.totals.planned).toBeGreaterThan(10);
    expect(report.totals.inconclusive).toBe(report.totals.planned);
    expect(report.cases.every(({ blame }) => blame === 'target')).toBe(true);
    const reasons = report.cases.map(({ reason }) => reason ?? '');
    expect(reasons.every((reason) => reason.includes('The target accepts connections and does not answer'))).toBe(true);
    expect(target.asked.length, 'requests in all').toBeLessThan(140);
    expect([kept, left]).toEqual([[], []]);
    expect(stdout).toContain('Nothing was judged.');
    expect(code).toBe(3);
  });

  test('does not take away what was found before: the law fails, and what shows it is kept', async () => {
    const fault = await loadFault('choice-always-default');
    const target = await relayed((_, count) => (count > 400 ? { kind: 'hang' } : { kind: 'pass' }), fault);
    const { code, report, kept, left } = await runAgainst(target, '--grep', 'negated');
    expect(report.cases).toHaveLength(1);
    const [law] = report.cases;
    expect(law).toMatchObject({ verdict: 'fail', blame: 'target', statement: { id: 'laws:negated-choice' } });
    expect(law?.notes?.join()).toContain('The search ended early: The target accepts connections and does not answer');
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(kept)).toEqual(new Set(['laws:negated-choice']));
    expect(left).toEqual([]);
    expect(code).toBe(1);
  });

  test('by answering ever later does not do so, either, though the time of the case ends first', async () => {
    const fault = await loadFault('choice-always-default');
    const late = { kind: 'late', ms: 4_000 } as const;
    const target = await relayed((_, count) => (count > 100 ? late : { kind: 'pass' }), fault);
    const { code, report, kept, left } = await runAgainst(target, '--grep', 'negated', '--timeout', '8');
    expect(report.cases).toHaveLength(1);
    expect(report.cases[0]).toMatchObject({ verdict: 'inconclusive', blame: 'target' });
    expect(report.cases[0]!.reason).toContain('The case did not end within 20000 ms.');
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(kept)).toEqual(new Set(['laws:negated-choice']));
    expect(left).toEqual([]);
    expect(code).toBe(3);
  });
});
