import fc from 'fast-check';
import { compile } from '../compile/compiler.js';
import type { JsonObject } from '../json.js';
import type { GeneratedMachine } from '../machine.js';
import { recipes } from '../machines.js';
import type { MachineOptions } from '../options.js';
import { allEdges } from './grammar.js';
import { edgesOf } from './walk.js';

/** What definitions have of the grammar of the States Language: edges from a kind of thing to another, and pairs of edges. */
export class Coverage {
  private static readonly all = allEdges();
  private readonly edges = new Set<string>();
  private readonly pairs = new Set<string>();

  /** How much of it a definition would add. */
  gain(definition: JsonObject): number {
    const { edges, pairs } = edgesOf(definition);
    return fresh(edges, this.edges) * 10 + fresh(pairs, this.pairs);
  }

  add(definition: JsonObject): void {
    const { edges, pairs } = edgesOf(definition);
    for (const edge of edges) this.edges.add(edge);
    for (const pair of pairs) this.pairs.add(pair);
  }

  get summary(): CoverageSummary {
    const { edges, pairs } = Coverage.all;
    const missing = [...edges].filter((edge) => !this.edges.has(edge));
    const known = [...this.edges].filter((edge) => edges.has(edge)).length;
    const paired = [...this.pairs].filter((pair) => pairs.has(pair)).length;
    return {
      edges: { all: edges.size, covered: known, missing },
      pairs: { all: pairs.size, covered: paired },
    };
  }
}

export interface CoverageSummary {
  readonly edges: { readonly all: number; readonly covered: number; readonly missing: readonly string[] };
  readonly pairs: { readonly all: number; readonly covered: number };
}

function fresh(some: ReadonlySet<string>, known: ReadonlySet<string>): number {
  let count = 0;
  for (const one of some) if (!known.has(one)) count++;
  return count;
}

/** So many are drawn for each that is taken. */
const CANDIDATES = 6;

/**
 * Machines chosen for what they add to what those before them have of the grammar: of a few that are drawn, the one that adds
 * most. For a corpus, or where tests are dear; where they are cheap, drawing more of them does the same.
 * @param coverage what is covered already; it is added to
 */
export function coveringMachines(
  count: number,
  options: MachineOptions & { readonly seed?: number } = {},
  coverage: Coverage = new Coverage(),
): GeneratedMachine[] {
  const { seed = 0, ...rest } = options;
  const drawn = fc.sample(recipes(rest), { seed, numRuns: count * CANDIDATES });
  const chosen: GeneratedMachine[] = [];
  for (let at = 0; at < drawn.length; at += CANDIDATES) {
    const candidates = drawn.slice(at, at + CANDIDATES).map(compile);
    const gains = candidates.map(({ definition }) => coverage.gain(definition));
    const best = candidates[gains.indexOf(Math.max(...gains))]!;
    coverage.add(best.definition);
    chosen.push(best);
  }
  return chosen;
}
