import type { CaseContext } from '../../harness/context.js';
import {
  COUNTEREXAMPLE_VERSION,
  type Counterexample,
  counterexampleNote,
  curlOf,
  type ScriptStep,
  sdkOf,
  yamlCase,
} from '../../harness/counterexample/index.js';
import { differences } from '../../harness/difference/index.js';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import { type Evidence, recordedMachine, recordedResult } from './judging/evidence.js';
import { referenceRun } from './reference.js';
import type { Found, Property, Search } from './search.js';
import type { TargetRun, World } from './world.js';

export interface Law<Drawn> {
  /** The id of its statement, and of one that a found failure breaks more exactly. */
  readonly id: string;
  readonly evidence: Counterexample['evidence'];
  /** What is wrong, in one sentence that goes before the colon. */
  readonly reason: string;
  /** A statement that says more exactly what is wrong. */
  readonly statementOf?: (
    found: Found<Drawn, Evidence>,
  ) => { readonly id: string; readonly evidence: string } | undefined;
}

/** A property that was searched, and where. */
export interface Searched<Drawn> {
  readonly property: Property<Drawn, Evidence>;
  readonly world: World;
}

/**
 * What becomes of a case that searched: it fails with the first kind of failure, and keeps a counterexample of each. A search
 * that could not be brought to its end is inconclusive, unless it found something before.
 */
export async function concludeSearch<Drawn>(
  context: CaseContext,
  law: Law<Drawn>,
  search: Search<Drawn, Evidence>,
  { property, world }: Searched<Drawn>,
): Promise<void> {
  const { found, obstacle, spoken, tried } = search;
  for (const one of found) context.note(counterexampleNote(counterexampleOf(context, law, one)));
  const [first] = found;
  if (first === undefined) {
    if (obstacle !== undefined) throw obstacle;
    if (spoken === 0) throw new Inconclusive('harness', `None of ${tried} draws was one that ${law.id} speaks of.`);
    return;
  }
  if (obstacle !== undefined) context.note(`The search ended early: ${obstacle.message}`);
  const { expected, actual, fingerprint } = first.failure;
  const others = found.length === 1 ? '' : `, and ${found.length - 1} more`;
  const { id } = law.statementOf?.(first) ?? law;
  const since = obstacle === undefined ? await shownAgain(context, first, property, world) : undefined;
  throw new Breach({ reason: `${law.reason}: ${fingerprint}${others}.`, expected, actual, statement: id, since });
}

/** Shows the smallest failure once more, by itself: so that the case's transcript ends with it. @returns its first exchange */
async function shownAgain<Drawn>(
  { sfn }: CaseContext,
  { drawn, path }: Found<Drawn, Evidence>,
  property: Property<Drawn, Evidence>,
  world: World,
): Promise<number | undefined> {
  try {
    const { index } = await sfn.listStateMachines({ maxResults: 1 });
    world.renew();
    await property.judge(drawn, Number.parseInt(path, 10));
    return index + 1;
  } catch {
    // What was found stands, whether it can be shown again now or not.
    return undefined;
  }
}

function counterexampleOf<Drawn>(context: CaseContext, law: Law<Drawn>, found: Found<Drawn, Evidence>): Counterexample {
  const { failure, path, shrinks } = found;
  const { finding, runs } = failure.evidence;
  const statement = law.statementOf?.(found) ?? law;
  const { curl, sdk, yaml } = scriptsOf(context, runs, statement.id, `${law.id}: ${failure.fingerprint}`);
  return {
    counterexampleVersion: COUNTEREXAMPLE_VERSION,
    law: law.id,
    statement: statement.id,
    evidence: statement.evidence,
    edition: context.target.edition,
    target: context.target.name,
    fingerprint: failure.fingerprint,
    seed: context.chance.seed,
    path,
    shrinks,
    expected: failure.expected,
    actual: failure.actual,
    finding,
    ...(curl !== undefined && { curl }),
    ...(sdk !== undefined && { sdk }),
    ...(yaml !== undefined && { yaml }),
  };
}

interface Scripts {
  readonly curl?: string | undefined;
  readonly sdk?: string | undefined;
  readonly yaml?: string | undefined;
}

/** Scripts of the run that differs from the reference engine's, or of the last one. */
function scriptsOf(context: CaseContext, runs: readonly TargetRun[], cites: string, title: string): Scripts {
  const { roleArn } = context.machines;
  const compared = runs.map((run) => ({ run, reference: referenceRun(run.machine, run, roleArn) }));
  const chosen =
    compared.find(
      ({ run, reference }) => differences(reference, run, { time: { kind: 'real', slackMs: 1_000 } }).length > 0,
    ) ?? compared.at(-1);
  if (chosen === undefined) return {};
  const { run, reference } = chosen;
  const machine = recordedMachine(run.machine);
  const attempts = reference.attempts as Readonly<Record<string, readonly ScriptStep[]>>;
  return {
    curl: curlOf(machine, attempts),
    sdk: sdkOf(machine, attempts),
    yaml: yamlCase({ title, cites, machine, expected: recordedResult(reference), attempts }),
  };
}
