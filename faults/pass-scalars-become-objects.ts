import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'pass-scalars-become-objects',
  breaks: 'asl:Pass/input-is-output',
  does: 'An input that is no object leaves a Pass state as an empty object.',
  source: 'https://github.com/robotocore/robotocore/pull/87',
  options: {
    rules: {
      passResult: (result, effectiveInput) => {
        const { value } = result ?? effectiveInput;
        return typeof value === 'object' ? (result ?? effectiveInput) : Doc.of({});
      },
    },
  },
};
