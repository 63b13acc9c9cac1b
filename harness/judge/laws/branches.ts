import { shownValue } from '../body.js';
import type { History, Law, LawBreach, LawResult } from '../history.js';
import { named, notApplicable } from '../history.js';

function iterationsPair(history: History): LawResult {
  const open = new Map<string, number>();
  const breaches: LawBreach[] = [];
  let places = 0;
  for (const event of history.events) {
    const match = /^MapIteration(Started|Succeeded|Failed|Aborted)$/.exec(event.type);
    if (match === null) continue;
    const key = `${shownValue(event.details.name)} ${shownValue(event.details.index)}`;
    if (match[1] === 'Started') {
      open.set(key, (open.get(key) ?? 0) + 1);
      continue;
    }
    places++;
    const begun = open.get(key) ?? 0;
    if (begun > 0) open.set(key, begun - 1);
    else breaches.push({ expected: `a MapIterationStarted of ${key}`, actual: `${named(event)} without one` });
  }
  return { places, breaches };
}

function mapLengthCountsIterations(history: History): LawResult {
  const distributed = history.has((type) => type.startsWith('MapRun'));
  const broken = history.has((type) => /^Map\w*(Failed|Aborted)$/.test(type));
  const maps = history.events.filter((event) => event.type === 'MapStateStarted');
  if (maps.length === 0 || distributed || broken || history.last?.type !== 'ExecutionSucceeded') return notApplicable;
  const lengths = maps.map((event) => event.details.length);
  // A Map over nothing has a length of 0, which some servers leave out.
  const expected = lengths.reduce<number>((sum, length) => sum + (typeof length === 'number' ? length : 0), 0);
  const actual = history.events.filter((event) => event.type === 'MapIterationStarted').length;
  return {
    places: 1,
    breaches:
      expected === actual
        ? []
        : [{ expected: `${expected} iterations, as MapStateStarted says`, actual: `${actual} MapIterationStarted` }],
  };
}

export const branchLaws: readonly Law[] = [
  { id: 'history:iterations-pair', editions: ['current'], check: iterationsPair },
  { id: 'history:map-length-counts-iterations', editions: ['current'], check: mapLengthCountsIterations },
];
