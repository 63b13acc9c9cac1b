import type { Edition } from '../asl/index.js';
import { type HistoryEventType, historyEventTypes } from './history-event.js';

export type { Edition } from '../asl/index.js';

/** What an edition's histories can hold. */
export interface EditionFacts {
  /** Types of event that the edition knows; the others leave no trace, and the chain of `previousEventId` passes them by. */
  readonly eventTypes: ReadonlySet<HistoryEventType>;
  /** Whether inputs and outputs come with `inputDetails` and `outputDetails`. */
  readonly dataDetails: boolean;
  /** The most that a state's input or output may have, in bytes of UTF-8. */
  readonly dataLimit: number;
  /** What the limit is called in the cause of States.DataLimitExceeded. */
  readonly dataUnit: 'bytes' | 'characters';
}

/** The 31 event types of the first reference head the list. */
const firstTypes = historyEventTypes.slice(0, 31);

const facts: Readonly<Record<Edition, EditionFacts>> = {
  '2017-03-30': { eventTypes: new Set(firstTypes), dataDetails: false, dataLimit: 32_768, dataUnit: 'characters' },
  current: { eventTypes: new Set(historyEventTypes), dataDetails: true, dataLimit: 262_144, dataUnit: 'bytes' },
};

export function editionFacts(edition: Edition): EditionFacts {
  return facts[edition];
}
