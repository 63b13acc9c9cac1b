import type { Fault } from '../engine/fault.js';
import { eachMember, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-times-in-milliseconds',
  breaks: 'durable:wire/timestamps',
  does: 'Timestamps in bodies are milliseconds.',
  durable: sent((answer) =>
    eachMember(answer, (name, value) =>
      name.endsWith('Timestamp') && typeof value === 'number' ? value * 1_000 : value,
    ),
  ),
};
