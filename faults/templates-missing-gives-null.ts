import { defaultLanguage, type Expression } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

/** An expression that gives null where it fails. */
const lenient = (written: Expression): Expression => {
  const value: Expression['value'] = (scope) => {
    try {
      return written.value(scope);
    } catch {
      return null;
    }
  };
  return { constant: written.constant, value, evaluate: (scope) => Doc.of(value(scope)) };
};

export const fault: Fault = {
  id: 'templates-missing-gives-null',
  breaks: 'asl:templates/missing',
  does: 'A template path that selects nothing gives null.',
  source: 'MiniStack 1.5.33, run',
  options: { language: { ...defaultLanguage, templateMember: lenient } },
};
