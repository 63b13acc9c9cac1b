import type { Fault } from '../engine/fault.js';
import { everyAnswer, htmlPage, operationOf } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-large-requests-are-413',
  breaks: 'sfn:CreateStateMachine/request/definition/max-length',
  does: 'A definition of more than 100 kB is answered with 413 and a page.',
  source: 'stepfunctions-local 1.3.1, run',
  edge: everyAnswer((answer, request) =>
    operationOf(request) === 'CreateStateMachine' && request.body.length > 100_000 ? htmlPage(413) : answer,
  ),
};
