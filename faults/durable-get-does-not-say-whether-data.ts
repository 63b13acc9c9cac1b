import type { Fault } from '../engine/fault.js';
import { eachMember, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-does-not-say-whether-data',
  breaks: 'durable:GetDurableExecution/behaviour/says-whether-data',
  does: 'ExecutionDataIncluded is not there.',
  source: 'MiniStack 1.5.33, read',
  durable: sent((answer, _request, operation) =>
    operation === 'GetDurableExecution'
      ? eachMember(answer, (name, value) => (name === 'ExecutionDataIncluded' ? undefined : value))
      : answer,
  ),
};
