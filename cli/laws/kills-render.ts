import { counted, duration, table } from '../../reporters/text.js';
import { oracles } from '../../suites/laws/oracles.js';
import type { Control, FaultKills, KillMatrix } from './kills.js';
import { areasOf, oracleNames, SMALL, summaryOf } from './kills-summary.js';

/** What the faults break, and how many are left out because they can't show in process. */
export interface KillsContext {
  readonly breaks: ReadonlyMap<string, string>;
  readonly skipped: number;
}

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;

/** The lines that both forms have, from what was asked to what replays. */
export function findingsOf(matrix: KillMatrix): string[] {
  const summary = summaryOf(matrix);
  const { machines, replays } = summary;
  return [
    `${summary.killed} of ${summary.faults} faults are found by generated tests alone; tests until the first kind told: median ${summary.medianTests}, worst ${summary.worstTests}; counting one of each kind in turn: median ${summary.medianInTurn}.`,
    `${machines.small} of ${machines.failures} failures of machines shrank to ${SMALL} states or fewer (${percent(machines.small, machines.failures)}), median ${machines.medianStates}.`,
    `${replays.same} of ${replays.files} counterexample files replay to the same fingerprint; ${replays.soundHolds} of them hold on the sound engine.`,
    ...(summary.ended === 0 ? [] : [`The search of ${counted(summary.ended, 'fault')} ended early.`]),
    controlOf(matrix.control),
  ];
}

function controlOf({ tests, alarms, ended }: Control): string {
  const early = ended === undefined ? '' : ` It could not be tried to the end: ${ended}.`;
  if (alarms.length === 0)
    return `Control: on the sound engine the same ${counted(tests, 'test')} blame nothing.${early}`;
  const told = alarms.map(({ oracle, kill }) => `${oracle}, test ${kill.tests}: ${kill.fingerprint}`);
  return `Control: the sound engine is blamed, which is a mistake of ours: ${told.join('; ')}.${early}`;
}

/** As a person reads it on a terminal. */
export function renderKills(matrix: KillMatrix, { breaks, skipped }: KillsContext): string {
  const { options, durationMs, measured } = matrix;
  const summary = summaryOf(matrix);
  const wide = measured.filter(({ kills }) => Object.values(kills).some(({ states = 0 }) => states > SMALL));
  const strange = measured.filter(({ kills }) =>
    Object.values(kills).some(({ replay, sound }) => replay !== 'same' || sound !== 'holds'),
  );
  const early = measured.filter(({ ended }) => ended !== undefined);
  return [
    `${counted(summary.faults, 'fault')}, ${options.tests} generated tests of each kind, edition ${options.edition}, seed ${options.seed}, in ${duration(durationMs)}`,
    ...(skipped === 0 ? [] : [`(${counted(skipped, 'fault')} can't show in this process, and are left out.)`]),
    '',
    ...table([
      ['what is broken', 'faults', 'found', ...oracleNames],
      ...areasOf(measured, breaks).map(({ area, faults, killed, by }) => [
        area,
        faults,
        killed,
        ...oracleNames.map((name) => by[name]),
      ]),
    ]),
    '',
    ...table([
      ['judged by', '', 'found', 'first', 'by it alone', 'median tests'],
      ...oracleNames.map((name) => {
        const { killed, alone, first, medianTests } = summary.oracles[name];
        return [name, oracles[name], killed, first, alone, medianTests];
      }),
    ]),
    '',
    ...findingsOf(matrix),
    ...(wide.length === 0 ? [] : ['', 'Not so small:', ...wide.map(rowOf)]),
    ...(strange.length === 0 ? [] : ['', 'Not replayed, or not of the fault:', ...strange.map(rowOf)]),
    ...(early.length === 0 ? [] : ['', 'Ended early:', ...early.map(({ fault, ended }) => `  ${fault}: ${ended}`)]),
    '',
  ].join('\n');
}

function rowOf({ fault, kills }: FaultKills): string {
  const told = Object.entries(kills).map(([name, { states, calls, replay, sound, fingerprint }]) => {
    const again = replay === 'same' ? '' : `, replay: ${replay}`;
    return `${name} ${fingerprint} (${states ?? calls ?? 1}${again}${sound === 'holds' ? '' : ', fails on the sound engine'})`;
  });
  return `  ${fault}: ${told.join('; ')}`;
}
