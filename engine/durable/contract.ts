import { loadSpec } from '../../specs/load.js';
import type { Member, Operation, Spec } from '../../specs/spec.js';
import type { OperationName } from './api/api.js';

/** The spec that the engine validates by: the edition's, and the one operation more that a run needs. */
export interface Contract {
  readonly operations: Readonly<Record<OperationName, Operation>>;
  readonly spec: Spec;
}

const cite = { shape: 'CreateAliasRequest' };
const text = (limits: object, more: object = {}): Member => ({ type: 'string', ...limits, ...more, cite }) as Member;

/** The official model at hand has no aliases; these are the limits of CreateAlias in the Lambda API reference. */
const createAlias = (spec: Spec): Operation => ({
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/aliases', status: 201 },
  request: {
    body: 'members',
    cite,
    members: {
      FunctionName: spec.operations.PublishVersion!.request.members.FunctionName!,
      Name: text({ minLength: 1, maxLength: 128, pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' }, { required: true }),
      FunctionVersion: text({ minLength: 1, maxLength: 1024, pattern: '(\\$LATEST|[0-9]+)' }, { required: true }),
      Description: text({ minLength: 0, maxLength: 256 }),
    },
  },
  response: { body: 'members', cite, members: {} },
  errors: spec.operations.PublishVersion!.errors,
  cite,
});

let contract: Contract | undefined;

export function durableContract(): Contract {
  if (!contract) {
    const spec = loadSpec('durable', '2025-12-01');
    contract = { spec, operations: { ...spec.operations, CreateAlias: createAlias(spec) } as Contract['operations'] };
  }
  return contract;
}
