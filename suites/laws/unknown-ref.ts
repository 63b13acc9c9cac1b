import type { Ref } from '../../arbitraries/calls/index.js';

/** Names of the right form, of nothing that there is. */
export const unknownRef: Readonly<Record<Ref['ref'], string>> = {
  machine: 'arn:aws:states:us-east-1:123456789012:stateMachine:nothing-has-this-name',
  activity: 'arn:aws:states:us-east-1:123456789012:activity:nothing-has-this-name',
  execution: 'arn:aws:states:us-east-1:123456789012:execution:nothing-has-this-name:nor-this',
  token: 'AAAAKgAAAAIAAAAAAAAAAQ',
  version: 'arn:aws:states:us-east-1:123456789012:stateMachine:nothing-has-this-name:1',
};
