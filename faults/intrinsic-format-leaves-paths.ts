import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-format-leaves-paths',
  breaks: 'asl:intrinsics/format',
  does: 'States.Format puts its arguments in as JSON text, with quotes around strings.',
  source: 'https://github.com/localstack/localstack/issues/9706',
  options: intrinsic('States.Format', ([template, ...args], right, scope) =>
    right([template!, ...args.map((arg) => JSON.stringify(arg))], scope),
  ),
};
