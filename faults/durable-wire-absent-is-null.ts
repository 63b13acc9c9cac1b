import type { Fault } from '../engine/fault.js';
import { eachMember, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-absent-is-null',
  breaks: 'durable:wire/no-nulls',
  does: 'Members without a value are null.',
  source: 'MiniStack 1.5.33, run',
  durable: sent((answer, _request, operation) =>
    operation === 'GetDurableExecution'
      ? eachMember(answer, (name, value) =>
          name === '' ? { EndTimestamp: null, Error: null, Result: null, ...(value as object) } : value,
        )
      : answer,
  ),
};
