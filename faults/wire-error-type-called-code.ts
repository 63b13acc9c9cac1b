import type { Fault } from '../engine/fault.js';
import { bodyOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-error-type-called-code',
  breaks: 'wire:response/error-shape',
  does: 'A refusal names its error in a member code.',
  edge: refusals((answer) => {
    const { __type, ...rest } = bodyOf(answer);
    return saying(answer, { ...rest, code: __type });
  }),
};
