import { sumContract } from './contract.js';
import type { Report } from './report.js';
import { countStatements, countVerdicts } from './totals.js';

export type Merged =
  | { readonly kind: 'merged'; readonly report: Report }
  /** One sentence: why these reports are not parts of one whole. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Makes one report of the parts of a run: shards, or runs of different suites. They must be of one target, version,
 * edition and client, and have no case in common; shards must all be there. Seeds may differ only between unsharded parts.
 * @param known the ids of all statements of the edition
 */
export function mergeReports(parts: readonly Report[], known: Iterable<string>): Merged {
  const [first] = parts;
  if (first === undefined) return refused('There is nothing to merge.');
  const unlike = parts.find((part) => identity(part) !== identity(first));
  if (unlike) return refused(`The reports are of different runs: ${identity(first)}, and ${identity(unlike)}.`);
  const shards = shardProblem(parts);
  if (shards !== undefined) return refused(shards);
  const twice = firstRepeated(parts.flatMap(({ cases }) => cases.map(({ id }) => id)));
  if (twice !== undefined) return refused(`The case ${twice} is in more than one of the reports.`);

  const cases = parts.flatMap((part) => part.cases).sort((a, b) => (a.id < b.id ? -1 : 1));
  const { shard: _, ...rest } = first;
  const report: Report = {
    ...rest,
    startedAt: parts.map(({ startedAt }) => startedAt).sort()[0]!,
    durationMs: parts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ending: parts.some(({ ending }) => ending === 'interrupted') ? 'interrupted' : 'complete',
    totals: countVerdicts(cases),
    cases,
    contract: sumContract(parts.flatMap(({ contract }) => contract)),
    statements: countStatements(cases, known),
    errors: parts.flatMap(({ errors }) => errors),
  };
  return { kind: 'merged', report };
}

function refused(message: string): Merged {
  return { kind: 'refused', message };
}

function identity({ target, edition, client, tool }: Report): string {
  return `${target.name} ${target.version ?? '(no version)'}, edition ${edition}, client ${client}, by version ${tool.version}`;
}

function shardProblem(parts: readonly Report[]): string | undefined {
  const shards = parts.flatMap(({ shard }) => shard ?? []);
  if (shards.length === 0) return undefined;
  if (shards.length < parts.length) return 'Some of the reports are shards and some are not.';
  const { count } = shards[0]!;
  if (shards.some((shard) => shard.count !== count)) return 'The reports are shards of different numbers of shards.';
  if (parts.some(({ seed }) => seed !== parts[0]!.seed)) return 'The shards were run with different seeds.';
  const there = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !there.has(index));
  return missing.length === 0 ? undefined : `Of ${count} shards, ${missing.join(' and ')} is missing.`;
}

function firstRepeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.has(id) || !seen.add(id));
}
