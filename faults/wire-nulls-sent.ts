import type { Fault } from '../engine/fault.js';
import { bodyOf, everyAnswer, operationOf, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-nulls-sent',
  breaks: 'wire:response/no-nulls',
  does: 'Members without a value are sent as null.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: everyAnswer((answer, request) =>
    answer.status === 200 && operationOf(request) === 'DescribeExecution'
      ? saying(answer, { traceHeader: null, error: null, cause: null, ...bodyOf(answer) })
      : answer,
  ),
};
