import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'version-of-any-revision',
  breaks: 'sfn:PublishStateMachineVersion/behaviour/other-revision',
  does: 'The revisionId of PublishStateMachineVersion is not looked at.',
  source: 'MiniStack 1.5.33, run',
  install: given('PublishStateMachineVersion', ({ revisionId: _revision, ...input }) => input),
};
