import { difference, skeleton } from './difference.js';
import type { CaseResult, ContractResult } from './report.js';

/** Failures with one cause: the same statement (or kind of statement) and the same difference. */
export interface Cluster {
  /** A statement's id, or what the statements have in common. */
  readonly cause: string;
  /** Those of the first case. */
  readonly expected: string;
  readonly actual: string;
  /** In the order of their ids; never empty. */
  readonly cases: readonly CaseResult[];
}

type KeyOf = (failure: CaseResult) => string;

/** From the finest to the coarsest. */
const GRAINS: readonly KeyOf[] = [
  (failure) => `${statementOf(failure)}\n${difference(failure)}`,
  (failure) => `${familyOf(statementOf(failure))}\n${difference(failure)}`,
  (failure) => `${familyOf(statementOf(failure))}\n${skeleton(failure)}`,
];

/**
 * Groups failed cases by cause, the largest group first, never more than `limit` groups. When there are more, statements of
 * one family count as one cause (every `min-length` of every member of every operation), then differences of one form do,
 * and then the smaller half of the groups is put together by topic, and what is left by area.
 */
export function clusterFailures(failures: readonly CaseResult[], limit = 40): Cluster[] {
  let groups: CaseResult[][] = [];
  for (const keyOf of GRAINS) {
    groups = grouped(failures, keyOf);
    if (groups.length <= limit) return clustersOf(groups);
  }
  const [large, small] = split(groups, Math.floor(limit / 2));
  const room = limit - large.length;
  const areas = new Set(small.flat().map(areaOf)).size;
  const byArea = areas <= room / 2;
  const [topics, rest] = split(
    grouped(small.flat(), (failure) => topicOf(statementOf(failure))),
    room - (byArea ? areas : 1),
  );
  const left = grouped(rest.flat(), byArea ? areaOf : () => '');
  return [...clustersOf([...large, ...topics]), ...clustersOf(left)];
}

/** The `count` largest groups, and the others. */
function split(groups: readonly CaseResult[][], count: number): [CaseResult[][], CaseResult[][]] {
  const sorted = [...groups].sort((a, b) => b.length - a.length);
  return [sorted.slice(0, count), sorted.slice(count)];
}

function grouped(failures: readonly CaseResult[], keyOf: KeyOf): CaseResult[][] {
  const groups = new Map<string, CaseResult[]>();
  for (const failure of failures) {
    const key = keyOf(failure);
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()];
}

function clustersOf(groups: readonly (readonly CaseResult[])[]): Cluster[] {
  return groups
    .map((cases): Cluster => {
      const { expected, actual, reason } = cases[0]!;
      return { cause: causeOf(cases), expected: expected ?? reason ?? '', actual: actual ?? '', cases };
    })
    .sort((a, b) => b.cases.length - a.cases.length || (a.cases[0]!.id < b.cases[0]!.id ? -1 : 1));
}

function statementOf(failure: CaseResult): string {
  return failure.statement?.id ?? failure.cites[0] ?? failure.id;
}

/** What the statements of a group have in common. */
function causeOf(cases: readonly CaseResult[]): string {
  const statements = new Set(cases.map(statementOf));
  for (const common of [(id: string) => id, familyOf, topicOf]) {
    const names = new Set([...statements].map(common));
    if (names.size > 1) continue;
    const name = [...names][0]!;
    return common === topicOf ? `${name}, ${statements.size} statements` : name;
  }
  const areas = new Set(cases.map(areaOf));
  const topics = `${statements.size} statements of ${new Set([...statements].map(topicOf)).size} topics`;
  return areas.size === 1 ? `${[...areas][0]}, ${topics}` : topics;
}

/** The roughest part of a statement's id: `sfn`, `asl`, `wire`, `history`. */
function areaOf(failure: CaseResult): string {
  return serviceOf(statementOf(failure));
}

/** A structural statement's id without its operation and member; any other id is its own family. */
export function familyOf(statement: string): string {
  const [owner = '', kind = '', third = ''] = statement.split('/');
  const service = serviceOf(statement);
  if (!/^(sfn|durable):/.test(owner) || kind === 'behaviour') return statement;
  if (kind === 'request' || kind === 'response') return `${service}:*/${kind}/*/${statement.split('/').at(-1)}`;
  if (kind === 'error') return `${service}:*/error/${third}`;
  return third === '' ? statement : `${service}:*/*/${statement.split('/').at(-1)}`;
}

/** What a statement is about in a word: `asl:Choice`, `sfn:StartExecution`, or all requests. */
function topicOf(statement: string): string {
  const family = familyOf(statement);
  const parts = family.split('/');
  return family.startsWith(`${serviceOf(family)}:*`) ? `${parts[0]}/${parts[1]}` : parts[0]!;
}

function serviceOf(statement: string): string {
  return statement.split(':', 1)[0]!;
}

/** Contract rows with a breach, the most frequent first. */
export function breaches(contract: readonly ContractResult[]): ContractResult[] {
  return contract
    .filter(({ violations }) => violations > 0)
    .sort((a, b) => b.violations - a.violations || (`${a.rule}${a.operation}` < `${b.rule}${b.operation}` ? -1 : 1));
}
