import type { Fault } from '../engine/fault.js';
import { withoutEvents } from './ways/history.js';

export const fault: Fault = {
  id: 'history-without-function-started',
  breaks: 'history:lambda-chain',
  does: 'The event that a function was started is left out.',
  source: 'https://github.com/floci-io/floci/issues/2520',
  options: { rewriteResponse: withoutEvents(({ type }) => type === 'LambdaFunctionStarted') },
};
