import { loadSpec } from '../../specs/load.js';
import type { Shape } from '../../specs/spec.js';
import type { Edition } from '../asl/index.js';
import type { HistoryEventType } from './history-event.js';

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

const known = new Map<Edition, EditionFacts>();

/** Read from the edition's spec: the enumeration of HistoryEvent's type, and the output of StateExitedEventDetails. */
export function editionFacts(edition: Edition): EditionFacts {
  let facts = known.get(edition);
  if (facts === undefined) {
    const { dataTypes } = loadSpec('sfn', edition);
    const member = (type: string, name: string): Shape | undefined => dataTypes[type]?.members[name];
    const [type, output] = [member('HistoryEvent', 'type'), member('StateExitedEventDetails', 'output')];
    if (type?.type !== 'string' || output?.type !== 'string')
      throw new Error(`The edition ${edition} knows no histories.`);
    const dataDetails = member('StateExitedEventDetails', 'outputDetails') !== undefined;
    facts = {
      eventTypes: new Set(type.enum as readonly HistoryEventType[]),
      dataDetails,
      dataLimit: output.maxLength ?? Number.POSITIVE_INFINITY,
      // The limit was raised, and counted in bytes, when the details came.
      dataUnit: dataDetails ? 'bytes' : 'characters',
    };
    known.set(edition, facts);
  }
  return facts;
}
