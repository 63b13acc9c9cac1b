import type { CasePlan } from '../../harness/record.js';
import { matches } from '../../reporters/glob.js';
import { serviceOfEdition } from '../../specs/load.js';

/** Which cases of those collected are to run. */
export interface Selection {
  /** A text in the title or the id, whatever its case. */
  readonly grep?: string;
  /** A statement id, or a pattern of them with `*`. */
  readonly cites?: string;
  /** An edition of durable executions: only what is about them. Any other edition leaves all cases in. */
  readonly edition?: string;
}

/** Whether an edition is one of durable executions, and of nothing else. */
export function isDurableEdition(edition: string | undefined): boolean {
  return edition !== undefined && serviceOfEdition(edition) === 'durable';
}

/** Whether a case may say anything of an edition's service. Durable executions are judged in runs of the others, too. */
export function isAbout(plan: Pick<CasePlan, 'requires'>, edition: string | undefined): boolean {
  return !isDurableEdition(edition) || plan.requires.includes('durable');
}

/** Whether a case is selected. */
export function selects(selection: Selection, plan: CasePlan): boolean {
  const { grep, cites, edition } = selection;
  if (!isAbout(plan, edition)) return false;
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
