import { carriesValue, isLambda, tokenIn } from './lambda.js';
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
  /** By the index of the exchange: the checkpoint token that it needs and no answer gives, since a function was invoked with it. */
  readonly ofInvocations: ReadonlyMap<number, string>;
  /** Of the values given before the exchange of this index. */
  substitutionsAt(index: number): Substitution[];
}

/** Values that a later step sends, and an earlier one was given, become variables named for the member that gives them. */
export function variablesOf(steps: readonly ReproductionStep[]): Variables {
  const all: (Kept & { readonly index: number })[] = [];
  const requests = steps.flatMap((step) => (step.kind === 'request' ? [step.exchange] : []));
  const waits = steps.flatMap((step) => (step.kind === 'wait' ? [step.executionArn] : []));
  const ofInvocations = new Map<number, string>();
  for (const exchange of requests) {
    const token = isLambda(exchange) ? tokenIn(exchange) : undefined;
    if (token !== undefined && !all.some(({ value }) => value === token)) {
      const name = `InvocationToken${ofInvocations.size === 0 ? '' : ofInvocations.size + 1}`;
      ofInvocations.set(exchange.index, name);
      all.push({ member: 'CheckpointToken', name, value: token, index: exchange.index - 0.5 });
    }
    for (const { member, value } of givenValues(exchange)) {
      const later = requests.some((other) => other.index > exchange.index && carriesValue(other, value));
      if ((!later && !waits.includes(value)) || all.some((known) => known.value === value)) continue;
      const twins = all.filter((known) => known.member === member).length;
      all.push({ member, name: twins === 0 ? member : `${member}${twins + 1}`, value, index: exchange.index });
    }
  }
  const kept = new Map<number, Kept[]>();
  for (const one of all.filter(({ index }) => Number.isInteger(index)))
    kept.set(one.index, [...(kept.get(one.index) ?? []), one]);
  return {
    kept,
    ofInvocations,
    substitutionsAt: (index) => all.filter((one) => one.index < index).map(({ value, name }) => variable(value, name)),
  };
}
