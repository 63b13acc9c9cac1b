import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LedgerEntry, statementsPage } from '../../../cli/pages/statements.js';
import { packageRoot } from '../../../specs/package-root.js';
import type { Statement } from '../../../specs/statement.js';
import { isBuilt, NOT_BUILT, run } from '../command-line.js';

const written: Statement = {
  id: 'asl:Pass/input-is-output',
  claim: 'A Pass state passes its input on.',
  level: 'must',
  evidence: 'recorded',
  editions: ['2017-03-30', 'current'],
  cite: { source: 'recordings', recording: 'a_b' },
  origin: 'written',
};

const structural = (facet: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  statement: {
    ...written,
    id: `sfn:StartExecution/request/name/${facet}`,
    claim: `${facet} of name`,
    evidence: 'documented',
    editions: ['current'],
    cite: { source: 'sfn/2017-03-30', line: 7, page: 3 },
    origin: 'structural',
  },
  cases: [],
  ...more,
});

describe('the page of the ledger', () => {
  test('has what was written by hand in full, with its cases', () => {
    const page = statementsPage([{ statement: written, cases: ['a/1', 'a/2', 'a/3'] }]);
    expect(page).toContain('### asl:Pass');
    expect(page).toContain(
      '- `asl:Pass/input-is-output` A Pass state passes its input on. *must, recorded: recordings, a&#95;b.* Cases: `a/1`, `a/2` and 1 more.',
    );
  });

  test('has one row for all that is stated of a member, and says why not all of it has a case', () => {
    const page = statementsPage([
      structural('min-length', { cases: ['a/1'] }),
      structural('pattern', { untested: 'No text breaks it.' }),
    ]);
    expect(page).toContain(
      '| `request/name` | min-length, *pattern* | documented | current | 1 | No text breaks it. |',
    );
  });

  test('counts each edition by itself', () => {
    const page = statementsPage([{ statement: written, cases: ['a/1'] }, structural('type')]);
    expect(page).toContain('| 2017-03-30 | 1 | 1 | 0 | 1 | 0 | 0 | 1 | 0 |');
    expect(page).toContain('| current | 2 | 1 | 0 | 2 | 1 | 0 | 1 | 0 |');
  });
});

describe.skipIf(!isBuilt)(isBuilt ? 'docs/statements.md' : `docs/statements.md (skipped: ${NOT_BUILT})`, () => {
  test('is what `list statements --markdown` prints', async () => {
    const { code, stdout } = await run(packageRoot, 'list', 'statements', '--markdown');
    expect(code).toBe(0);
    const isCurrent = readFileSync(join(packageRoot, 'docs', 'statements.md'), 'utf8') === stdout;
    expect(isCurrent, 'else: npx sfn-conformance list statements --markdown > docs/statements.md').toBe(true);
  });
});
