import type { Fault } from '../engine/fault.js';
import { bodyOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-validation-says-little',
  breaks: 'wire:validation/message',
  does: 'The message of a broken constraint does not say which member breaks it.',
  edge: refusals(
    (answer) => saying(answer, { ...bodyOf(answer), message: 'The request is not valid.' }),
    'ValidationException',
  ),
};
