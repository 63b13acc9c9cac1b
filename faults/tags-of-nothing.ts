import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'tags-of-nothing',
  breaks: 'sfn:TagResource/behaviour/unknown-resource',
  does: 'Tagging something that does not exist succeeds.',
  source: 'moto 5.2.5, run',
  install: insteadOf(['TagResource', 'UntagResource'], 'ResourceNotFound', () => ({})),
};
