import type { CasePlan } from '../../harness/record.js';
import { matches } from '../../reporters/glob.js';

/** Which cases of those collected are to run. */
export interface Selection {
  /** A text in the title or the id, whatever its case. */
  readonly grep?: string;
  /** A statement id, or a pattern of them with `*`. */
  readonly cites?: string;
}

/** Whether a case is selected. */
export function selects(selection: Selection, plan: CasePlan): boolean {
  const { grep, cites } = selection;
  if (grep !== undefined && !`${plan.id}\n${plan.title}`.toLowerCase().includes(grep.toLowerCase())) return false;
  return cites === undefined || plan.cites.some((id) => matches(cites, id));
}

/** The globs of suite files for what `--suite` said: a suite, a folder of them, or a glob of either. */
export function suiteGlobs(suites: readonly string[] | undefined): string[] {
  if (suites === undefined) return ['**/*.test.js'];
  return suites.flatMap((suite) => {
    const name = suite.replace(/^suites\//, '').replace(/\.test\.[jt]s$|\/$/, '');
    return [`${name}.test.js`, `${name}/**/*.test.js`];
  });
}
