import type { Json, JsonObject } from '../../asl/doc.js';
import { invalid } from '../error.js';

/** What a field of a context object may hold; a record is an object with these fields. */
type Kind = 'string' | 'number' | 'any' | { readonly [field: string]: Kind };

/** The context object that TestState accepts: the runtime's, less what belongs to a Map. */
const FIELDS: { readonly [field: string]: Kind } = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/**
 * Reads the context object of a TestState request.
 * @throws ServiceError ValidationException (recorded: test_state/test_state_context_object)
 */
export function requireContext(text: string): JsonObject {
  let context: Json;
  try {
    context = JSON.parse(text) as Json;
  } catch {
    throw refused('must be valid JSON');
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) throw refused('must be a JSON object');
  if (Object.hasOwn(context, 'Map')) throw refused("'Map' field is not supported when mocking a Context object");
  requireFields(context, FIELDS, '');
  return context;
}

function requireFields(value: JsonObject, fields: { readonly [field: string]: Kind }, path: string): void {
  for (const [name, member] of Object.entries(value)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined) throw refused(`Field '${name}' is not allowed`);
    const at = path === '' ? name : `${path}.${name}`;
    if (typeof kind === 'object') {
      if (typeof member !== 'object' || member === null || Array.isArray(member))
        throw refused(`${at} must be an object`);
      requireFields(member, kind, at);
    } else if (kind !== 'any' && typeof member !== kind) throw refused(`${at} must be a ${kind}`);
  }
}

function refused(detail: string): Error {
  return invalid(`Invalid Context object provided: ${detail}`);
}
