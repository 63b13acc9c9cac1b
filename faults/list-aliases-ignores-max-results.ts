import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-aliases-ignores-max-results',
  breaks: 'sfn:List/behaviour/page-size-is-a-limit',
  does: 'The aliases of a machine are listed whole, whatever maxResults is.',
  source: 'https://github.com/localstack/localstack/issues/12495',
  install: given('ListStateMachineAliases', ({ maxResults: _size, ...input }) => input),
};
