import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'task-ignores-result-path',
  breaks: 'asl:paths/result-path',
  does: 'The result of a Task state is its output, whatever ResultPath says.',
  source: 'https://github.com/vkkis93/serverless-step-functions-offline/issues/16',
  options: { reviseDefinition: dropping(['ResultPath'], 'Task') },
};
