import fc from 'fast-check';
import { Coverage, type CoverageSummary, coveringMachines } from '../../arbitraries/coverage/index.js';
import { machines } from '../../arbitraries/index.js';
import { taskKinds } from '../../arbitraries/recipe.js';

export interface CoverageOptions {
  readonly machines: number;
  readonly seed: number;
  readonly edition: '2017-03-30' | 'current';
}

export interface MeasuredCoverage {
  readonly options: CoverageOptions;
  /** Machines as they come, and machines chosen for what they add. */
  readonly drawn: CoverageSummary;
  readonly directed: CoverageSummary;
}

/** What of the grammar so many generated machines have. */
export function measureCoverage(options: CoverageOptions): MeasuredCoverage {
  const { machines: count, seed, edition } = options;
  const all = { edition, distributed: true, tasks: taskKinds };
  const drawn = new Coverage();
  for (const { definition } of fc.sample(machines(all), { seed, numRuns: count })) drawn.add(definition);
  const directed = new Coverage();
  coveringMachines(count, { ...all, seed }, directed);
  return { options, drawn: drawn.summary, directed: directed.summary };
}

export function renderCoverage({ options, drawn, directed }: MeasuredCoverage): string {
  const line = (name: string, { edges, pairs }: CoverageSummary): string => {
    const part = ({ covered, all }: { covered: number; all: number }) =>
      `${covered} of ${all} (${((100 * covered) / all).toFixed(1)} %)`;
    return `${name}: ${part(edges)} edges, ${part(pairs)} pairs of edges`;
  };
  return [
    `${options.machines.toLocaleString('en')} machines, edition ${options.edition}, seed ${options.seed}`,
    line('as they are drawn', drawn),
    line('chosen for what they add', directed),
    ...(directed.edges.missing.length === 0 ? [] : ['', 'Edges that neither has:', ...missing(drawn, directed)]),
    '',
  ].join('\n');
}

function missing(drawn: CoverageSummary, directed: CoverageSummary): string[] {
  return directed.edges.missing.filter((edge) => drawn.edges.missing.includes(edge)).map((edge) => `  ${edge}`);
}
