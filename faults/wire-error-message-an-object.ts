import type { Fault } from '../engine/fault.js';
import { bodyOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-error-message-an-object',
  breaks: 'wire:response/error-shape',
  does: 'The message of a refusal is an object.',
  edge: refusals((answer) => {
    const { __type, message, Message } = bodyOf(answer);
    return saying(answer, { __type, message: { text: message ?? Message } });
  }),
};
