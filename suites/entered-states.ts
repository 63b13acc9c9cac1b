import type { HistoryEvent } from '../harness/operations.js';

/** The names of the states that a history tells were entered, in its order. */
export function enteredStates(history: readonly HistoryEvent[]): string[] {
  return history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** The names of all states of a definition, also those inside Parallel and Map states, each once. */
export function statesOf(definition: unknown): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'States' && typeof inner === 'object' && inner !== null) {
        for (const name of Object.keys(inner)) names.add(name);
      }
      visit(inner);
    }
  };
  visit(definition);
  return [...names];
}
