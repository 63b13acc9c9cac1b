import type { Fault } from '../engine/fault.js';
import { overlooked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-batch-failure-with-payload',
  breaks: 'durable:batch/no-payload-with-fail',
  does: 'A FAIL with a Payload is accepted.',
  source: 'MiniStack 1.5.33, read',
  durable: overlooked('noPayloadWithFail'),
};
