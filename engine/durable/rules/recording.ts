import type { RecordedEvent } from '../history.js';

export interface RecordingRules {
  /** An event as it goes into the history; `undefined` keeps it out. */
  readonly event: (event: RecordedEvent) => RecordedEvent | undefined;
}

export const recording: RecordingRules = { event: (event) => event };
