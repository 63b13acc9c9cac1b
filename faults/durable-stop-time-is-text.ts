import type { Fault } from '../engine/fault.js';
import { eachMember, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-time-is-text',
  breaks: 'durable:StopDurableExecution/response/StopTimestamp/type',
  does: 'StopTimestamp is an ISO 8601 text.',
  durable: sent((answer, _request, operation) =>
    operation === 'StopDurableExecution'
      ? eachMember(answer, (name, value) =>
          name === 'StopTimestamp' && typeof value === 'number' ? new Date(value * 1_000).toISOString() : value,
        )
      : answer,
  ),
};
