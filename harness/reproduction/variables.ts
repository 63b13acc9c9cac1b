import { type Substitution, variable } from './pieces.js';
import { givenValues, type ReproductionStep } from './steps.js';

/** What a step's answer is kept for. */
export interface Kept {
  readonly member: string;
  readonly name: string;
  readonly value: string;
}

/** The variables of a reproduction: which answers give them. */
export interface Variables {
  /** By the index of the exchange. */
  readonly kept: ReadonlyMap<number, readonly Kept[]>;
  /** Of the values given before the exchange of this index. */
  substitutionsAt(index: number): Substitution[];
}

/** Values that a later step sends, and an earlier one was given, become variables named for the member that gives them. */
export function variablesOf(steps: readonly ReproductionStep[]): Variables {
  const all: (Kept & { readonly index: number })[] = [];
  const requests = steps.flatMap((step) => (step.kind === 'request' ? [step.exchange] : []));
  const waits = steps.flatMap((step) => (step.kind === 'wait' ? [step.executionArn] : []));
  for (const exchange of requests) {
    for (const { member, value } of givenValues(exchange)) {
      const later = requests.some(({ index, request }) => index > exchange.index && request.body.includes(value));
      if ((!later && !waits.includes(value)) || all.some((known) => known.value === value)) continue;
      const twins = all.filter((known) => known.member === member).length;
      all.push({ member, name: twins === 0 ? member : `${member}${twins + 1}`, value, index: exchange.index });
    }
  }
  const kept = new Map<number, Kept[]>();
  for (const one of all) kept.set(one.index, [...(kept.get(one.index) ?? []), one]);
  return {
    kept,
    substitutionsAt: (index) => all.filter((one) => one.index < index).map(({ value, name }) => variable(value, name)),
  };
}
