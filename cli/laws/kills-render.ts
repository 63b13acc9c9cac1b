import { counted, duration, table } from '../../reporters/text.js';
import { type OracleName, oracles } from '../../suites/laws/oracles.js';
import type { FaultKills, Kill, KillMatrix } from './kills.js';

const names = Object.keys(oracles) as OracleName[];

export interface KillsSummary {
  readonly faults: number;
  readonly killed: number;
  /** Of the oracle that was the quickest. */
  readonly medianTests: number;
  readonly worstTests: number;
  readonly oracles: Readonly<
    Record<OracleName, { readonly killed: number; readonly alone: number; readonly medianTests: number }>
  >;
  /** Failures that a machine shows, and those of them with so few states or fewer. */
  readonly machines: { readonly failures: number; readonly small: number; readonly medianStates: number };
  readonly replays: { readonly files: number; readonly same: number };
}

/** A failure is small when a machine of so many states shows it. */
const SMALL = 3;

const killsOf = ({ kills }: FaultKills): readonly Kill[] => Object.values(kills);

export function summaryOf({ measured }: KillMatrix): KillsSummary {
  const killed = measured.filter((one) => killsOf(one).length > 0);
  const least = killed.map((one) => Math.min(...killsOf(one).map(({ tests }) => tests)));
  const all = measured.flatMap(killsOf);
  const states = all.flatMap((kill) => (kill.states === undefined ? [] : [kill.states]));
  return {
    faults: measured.length,
    killed: killed.length,
    medianTests: median(least),
    worstTests: Math.max(0, ...least),
    oracles: Object.fromEntries(
      names.map((name) => {
        const by = measured.filter(({ kills }) => kills[name] !== undefined);
        return [
          name,
          {
            killed: by.length,
            alone: by.filter((one) => killsOf(one).length === 1).length,
            medianTests: median(by.map(({ kills }) => kills[name]!.tests)),
          },
        ];
      }),
    ) as KillsSummary['oracles'],
    machines: {
      failures: states.length,
      small: states.filter((count) => count <= SMALL).length,
      medianStates: median(states),
    },
    replays: { files: all.length, same: all.filter(({ replay }) => replay === 'same').length },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)]!;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

export function renderKills(matrix: KillMatrix, skipped: number): string {
  const { options, durationMs, measured } = matrix;
  const summary = summaryOf(matrix);
  const { machines, replays } = summary;
  const wide = measured.filter(({ kills }) => Object.values(kills).some(({ states = 0 }) => states > SMALL));
  const strange = measured.filter(({ kills }) => Object.values(kills).some(({ replay }) => replay !== 'same'));
  return [
    `${counted(summary.faults, 'fault')}, ${options.tests} generated tests of each kind, seed ${options.seed}, in ${duration(durationMs)}`,
    `(${counted(skipped, 'fault')} of the HTTP edge and of durable executions can't show here, and are left out.)`,
    '',
    `${summary.killed} found by generated tests alone; tests until the first one told: median ${summary.medianTests}, worst ${summary.worstTests}`,
    '',
    ...table([
      ['judged by', 'found', 'by it alone', 'median tests'],
      ...names.map((name) => {
        const { killed, alone, medianTests } = summary.oracles[name];
        return [oracles[name], killed, alone, medianTests];
      }),
    ]),
    '',
    `${machines.small} of ${machines.failures} failures of machines shrank to ${SMALL} states or fewer (${percent(machines.small, machines.failures)}), median ${machines.medianStates}`,
    `${replays.same} of ${replays.files} counterexample files replay to the same fingerprint`,
    ...(wide.length === 0 ? [] : ['', 'Not so small:', ...wide.map(rowOf)]),
    ...(strange.length === 0 ? [] : ['', 'Not replayed:', ...strange.map(rowOf)]),
    '',
  ].join('\n');
}

function rowOf({ fault, kills }: FaultKills): string {
  const told = Object.entries(kills).map(
    ([name, { states, calls, replay, fingerprint }]) =>
      `${name} ${fingerprint} (${states ?? calls ?? 1}${replay === 'same' ? '' : `, replay: ${replay}`})`,
  );
  return `  ${fault}: ${told.join('; ')}`;
}
