import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-format-escapes',
  breaks: 'asl:intrinsics/format',
  does: 'States.Format takes a brace after a backslash for a placeholder.',
  source: 'https://github.com/localstack/localstack/issues/13425',
  options: intrinsic('States.Format', ([template, ...args], right, scope) =>
    right([typeof template === 'string' ? template.replaceAll('\\', '') : template!, ...args], scope),
  ),
};
