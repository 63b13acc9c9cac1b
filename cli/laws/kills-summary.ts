import { type OracleName, oracles } from '../../suites/laws/oracles.js';
import type { FaultKills, Kill, KillMatrix } from './kills.js';

export const oracleNames = Object.keys(oracles) as OracleName[];

/** A failure is small when a machine of so many states shows it. */
export const SMALL = 3;

/** What one oracle found. */
export interface OracleSummary {
  readonly killed: number;
  /** Faults that no other oracle found. */
  readonly alone: number;
  /** Faults that it found with fewer tests than any other. */
  readonly first: number;
  readonly medianTests: number;
}

export interface KillsSummary {
  readonly faults: number;
  readonly killed: number;
  /** Tests of the oracle that was the quickest. */
  readonly medianTests: number;
  readonly worstTests: number;
  /** Tests of all oracles that look at a fault, one of each in turn, until one told. */
  readonly medianInTurn: number;
  readonly oracles: Readonly<Record<OracleName, OracleSummary>>;
  /** Failures that a machine shows, and those of them with {@link SMALL} states or fewer. */
  readonly machines: { readonly failures: number; readonly small: number; readonly medianStates: number };
  /** Counterexample files: how many fail again in the same way on the faulty engine, and how many hold on the sound one. */
  readonly replays: { readonly files: number; readonly same: number; readonly soundHolds: number };
  /** Faults whose search ended early: out of time, or the engine stood still or ended the thread. */
  readonly ended: number;
}

export const killsOf = ({ kills }: FaultKills): readonly Kill[] => Object.values(kills);

/** The oracle that found a fault with the fewest tests; of several the one that comes first. */
export function firstOf({ kills }: FaultKills): OracleName | undefined {
  let first: OracleName | undefined;
  for (const name of oracleNames) {
    const kill = kills[name];
    if (kill !== undefined && (first === undefined || kill.tests < kills[first]!.tests)) first = name;
  }
  return first;
}

function testsInTurn(one: FaultKills): number {
  const first = firstOf(one)!;
  const asked = one.asked.length === 0 ? oracleNames : one.asked;
  return (one.kills[first]!.tests - 1) * asked.length + asked.indexOf(first) + 1;
}

export function summaryOf({ measured }: Pick<KillMatrix, 'measured'>): KillsSummary {
  const killed = measured.filter((one) => firstOf(one) !== undefined);
  const least = killed.map((one) => one.kills[firstOf(one)!]!.tests);
  const all = measured.flatMap(killsOf);
  const states = all.flatMap((kill) => (kill.states === undefined ? [] : [kill.states]));
  const ofOracle = (name: OracleName): OracleSummary => {
    const by = measured.filter(({ kills }) => kills[name] !== undefined);
    return {
      killed: by.length,
      alone: by.filter((one) => killsOf(one).length === 1).length,
      first: by.filter((one) => firstOf(one) === name).length,
      medianTests: median(by.map(({ kills }) => kills[name]!.tests)),
    };
  };
  return {
    faults: measured.length,
    killed: killed.length,
    medianTests: median(least),
    worstTests: Math.max(0, ...least),
    medianInTurn: median(killed.map(testsInTurn)),
    oracles: Object.fromEntries(oracleNames.map((name) => [name, ofOracle(name)])) as KillsSummary['oracles'],
    machines: {
      failures: states.length,
      small: states.filter((count) => count <= SMALL).length,
      medianStates: median(states),
    },
    replays: {
      files: all.length,
      same: all.filter(({ replay }) => replay === 'same').length,
      soundHolds: all.filter(({ sound }) => sound === 'holds').length,
    },
    ended: measured.filter(({ ended }) => ended !== undefined).length,
  };
}

/** A part of the matrix: the faults that break statements of one area. */
export interface AreaRow {
  readonly area: string;
  readonly faults: number;
  readonly killed: number;
  readonly by: Readonly<Record<OracleName, number>>;
}

/** The area of a statement: all before its first slash, or its service. */
export function areaOf(statement: string): string {
  const end = statement.includes('/') ? statement.indexOf('/') : statement.indexOf(':');
  return statement.slice(0, end);
}

/** @param breaks the statement that a fault breaks, by its id */
export function areasOf(measured: readonly FaultKills[], breaks: ReadonlyMap<string, string>): AreaRow[] {
  const areas = new Map<string, FaultKills[]>();
  for (const one of measured) {
    const area = areaOf(breaks.get(one.fault) ?? one.fault);
    areas.set(area, [...(areas.get(area) ?? []), one]);
  }
  return [...areas]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([area, own]) => ({
      area,
      faults: own.length,
      killed: own.filter((one) => firstOf(one) !== undefined).length,
      by: Object.fromEntries(
        oracleNames.map((name) => [name, own.filter(({ kills }) => kills[name] !== undefined).length]),
      ) as AreaRow['by'],
    }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)]!;
}
