import type { CasePlan } from '../../harness/record.js';
import { CommandError, exitCodes } from '../exit.js';
import { openSuites } from './suites.js';

/**
 * All cases that there are, sorted by id. No target is needed, and none is started.
 * @throws CommandError with exit code 4 when a suite can't be loaded
 */
export async function allCases(): Promise<readonly CasePlan[]> {
  const { session, selected, broken } = await openSuites({ selection: {}, seed: 0, caseMs: 60_000, workers: 2 });
  await session.close();
  const [first] = broken;
  if (first !== undefined) {
    throw new CommandError(exitCodes.harness, `The suite ${first.suite} can't be loaded: ${first.problems[0] ?? ''}`);
  }
  return selected.flatMap(({ cases }) => cases.map(({ plan }) => plan)).sort((a, b) => (a.id < b.id ? -1 : 1));
}
