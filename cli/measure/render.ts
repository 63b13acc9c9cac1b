import { counted, cut, duration, table } from '../../reporters/text.js';
import { countOf, type FaultScore, type Measurement, ORACLES, OUTCOMES, scoreOf } from './score.js';

/** A measurement as a person reads it. */
export function renderMeasurement(measurement: Measurement): string {
  const { scores, clean, durationMs, problems } = measurement;
  const counts = Object.entries(OUTCOMES).flatMap(([outcome, meaning]) => {
    const count = scores.filter((score) => score.outcome === outcome).length;
    return count === 0 ? [] : [[count, meaning] as const];
  });
  const alive = scores.filter(({ outcome }) => outcome !== 'killed');
  return [
    `${counted(scores.length, 'fault')} in ${duration(durationMs)}: ${scoreOf(scores).toFixed(1)} % killed`,
    '',
    ...table(counts),
    '',
    'told by (a fault may be told by several)',
    ...table(ORACLES.map(([oracle, name]) => [countOf(scores, oracle), name])),
    '',
    clean.kills.length === 0
      ? `The sound engine: ${counted(clean.cases, 'case')}, none blames it.`
      : `The sound engine is blamed by ${counted(clean.kills.length, 'case')} of ${clean.cases}:`,
    ...clean.kills.map(
      ({ case: id, reason, broken }) => `  ${id}: ${reason ?? broken.map(({ rule }) => rule).join(', ')}`,
    ),
    ...(alive.length === 0 ? [] : ['', 'Not killed:', ...alive.flatMap(renderAlive)]),
    ...problems.map((problem) => `The harness failed: ${problem}`),
    '',
  ].join('\n');
}

function renderAlive({ fault, outcome, others, reason, trials, oracles }: FaultScore): string[] {
  const told = others.length > 0 ? `; ${counted(others.length, 'other case')} failed` : '';
  const findings = oracles.filter((oracle) => oracle !== 'case');
  const found = findings.length > 0 ? `; findings: ${findings.join(', ')}` : '';
  return [
    `  ${fault.id} (${outcome} ${counted(trials, 'trial')}${told}${found})`,
    `    breaks ${fault.breaks}: ${fault.does}`,
    ...(fault.survives === undefined ? [] : [`    ${fault.survives}`]),
    ...(reason === undefined ? [] : cut(reason, 1, 160).map((line) => `    ${line}`)),
  ];
}

/** A measurement as another program reads it. */
export function measurementJson({ edition, seed, durationMs, scores, clean, problems }: Measurement): object {
  return {
    measurementVersion: 1,
    edition,
    seed,
    durationMs: Math.round(durationMs),
    score: scoreOf(scores),
    totals: Object.fromEntries(
      Object.keys(OUTCOMES).map((outcome) => [outcome, scores.filter((score) => score.outcome === outcome).length]),
    ),
    oracles: Object.fromEntries(ORACLES.map(([oracle]) => [oracle, countOf(scores, oracle)])),
    clean: {
      cases: clean.cases,
      kills: clean.kills.map(({ case: id, reason, broken }) => ({ case: id, reason, broken })),
    },
    problems,
    faults: scores.map(({ fault: { id, breaks, does, source, survives }, ...score }) => ({
      id,
      breaks,
      does,
      ...(source === undefined ? {} : { source }),
      ...(survives === undefined ? {} : { survives }),
      ...score,
    })),
  };
}
