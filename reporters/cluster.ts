import type { CaseResult, ContractResult } from './report.js';

/** Failures with one cause: the same statement (or kind of statement) and the same difference. */
export interface Cluster {
  /** A statement's id, or a family of them with `*` for the names that differ: `sfn:* request * min-length`. */
  readonly cause: string;
  readonly expected: string;
  readonly actual: string;
  /** In the order of their ids; never empty. */
  readonly cases: readonly CaseResult[];
}

/** How far causes are generalised before they are told apart. */
type Grain = 'statement' | 'family' | 'difference';

/**
 * Groups failed cases by cause, the largest group first. When that gives more groups than `limit`, statements of one
 * family count as one cause (every `min-length` of every member of every operation), and then equal differences do.
 */
export function clusterFailures(failures: readonly CaseResult[], limit = 40): Cluster[] {
  let clusters: Cluster[] = [];
  for (const grain of ['statement', 'family', 'difference'] as const) {
    clusters = groupBy(failures, grain);
    if (clusters.length <= limit) break;
  }
  return clusters.sort((a, b) => b.cases.length - a.cases.length || (a.cases[0]!.id < b.cases[0]!.id ? -1 : 1));
}

function groupBy(failures: readonly CaseResult[], grain: Grain): Cluster[] {
  const groups = new Map<string, CaseResult[]>();
  for (const failure of failures) {
    const key = keyOf(failure, grain);
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()].map((cases) => {
    const first = cases[0]!;
    return {
      cause: causeOf(cases),
      expected: first.expected ?? first.reason ?? '',
      actual: first.actual ?? '',
      cases,
    };
  });
}

function keyOf(failure: CaseResult, grain: Grain): string {
  const difference =
    failure.expected === undefined && failure.actual === undefined
      ? general(failure.reason ?? '')
      : `${general(failure.expected ?? '')}\n${general(failure.actual ?? '')}`;
  switch (grain) {
    case 'statement':
      return `${statementOf(failure)}\n${difference}`;
    case 'family':
      return `${familyOf(statementOf(failure))}\n${difference}`;
    case 'difference':
      return difference;
    default:
      return grain satisfies never;
  }
}

function statementOf(failure: CaseResult): string {
  return failure.statement?.id ?? failure.cites[0] ?? failure.id;
}

function causeOf(cases: readonly CaseResult[]): string {
  const statements = new Set(cases.map(statementOf));
  if (statements.size === 1) return [...statements][0]!;
  const families = [...new Set([...statements].map(familyOf))];
  return families.length === 1 ? families[0]! : `${families[0]!} and ${families.length - 1} more kinds of statement`;
}

/** A structural statement's id without its operation and member; any other id is its own family. */
export function familyOf(statement: string): string {
  const parts = statement.split('/');
  const kind = parts[1];
  if (parts.length >= 4 && (kind === 'request' || kind === 'response')) {
    return `${serviceOf(statement)}:*/${kind}/*/${parts.at(-1)}`;
  }
  if (parts.length === 3 && kind === 'error') return `${serviceOf(statement)}:*/error/${parts[2]}`;
  if (parts.length === 3 && parts[0]!.startsWith('sfn:') && kind !== 'behaviour') {
    return `${serviceOf(statement)}:*/*/${parts[2]}`;
  }
  return statement;
}

function serviceOf(statement: string): string {
  return statement.split(':', 1)[0]!;
}

/** A text without what differs from case to case: ARNs, UUIDs, times and long numbers. */
function general(text: string): string {
  return text
    .replace(/arn:aws[\w-]*:[^\s"',)}\]]+/g, '<arn>')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '<time>')
    .replace(/\b\d{9,}(\.\d+)?\b/g, '<number>')
    .replace(/\s+/g, ' ')
    .slice(0, 500);
}

/** Contract rows with a breach, the most frequent first. */
export function breaches(contract: readonly ContractResult[]): ContractResult[] {
  return contract
    .filter(({ violations }) => violations > 0)
    .sort((a, b) => b.violations - a.violations || (`${a.rule}${a.operation}` < `${b.rule}${b.operation}` ? -1 : 1));
}
