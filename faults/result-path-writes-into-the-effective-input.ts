import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'result-path-writes-into-the-effective-input',
  breaks: 'asl:paths/result-path',
  does: 'ResultPath places the result into what InputPath and Parameters made of the input.',
  options: { rules: { resultPathTarget: (_input, effectiveInput) => effectiveInput } },
};
