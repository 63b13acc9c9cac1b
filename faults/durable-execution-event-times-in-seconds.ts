import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-execution-event-times-in-seconds',
  breaks: 'durable:execution/event-times-are-milliseconds',
  does: 'Timestamps in the event of a function are seconds.',
  durable: rule('invocations', () => ({
    event: (event) =>
      JSON.parse(JSON.stringify(event), (name, value) =>
        name.endsWith('Timestamp') && typeof value === 'number' ? value / 1_000 : value,
      ),
  })),
};
