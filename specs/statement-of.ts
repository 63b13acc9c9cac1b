import type { Problem } from '../schemas/validate.js';
import type { Facet } from './constraints.js';
import type { Members, Shape, Spec } from './spec.js';

/**
 * The structural statement that a problem breaks, which a validator found in the request or the response of an operation, such
 * as `sfn:HistoryEvent/id/required` for `/events/0/id`. Undefined where the value as a whole is wrong.
 */
export function statementOf(
  spec: Spec,
  operation: string,
  side: 'request' | 'response',
  problem: Problem,
): string | undefined {
  const message = spec.operations[operation]?.[side];
  const facet = FACETS.get(problem.keyword);
  if (!message || !facet) return undefined;
  const service = spec.service;
  if (facet === 'empty') return side === 'response' ? `${service}:${operation}/response/empty` : undefined;
  let members: Members = message.members;
  let owner = `${operation}/${side}`;
  let member:
    | { readonly name: string; readonly part: '' | 'items/' | 'keys/' | 'values/'; readonly shape: Shape }
    | undefined;
  for (const step of problem.path.split('/').slice(1)) {
    const shape: Shape | undefined = member?.shape;
    if (member && shape?.type === 'list') member = { ...member, part: 'items/', shape: shape.items };
    else if (member && shape?.type === 'map') member = { ...member, part: 'values/', shape: shape.values };
    else {
      if (shape?.type === 'structure') {
        owner = shape.name;
        members = spec.dataTypes[shape.name]?.members ?? {};
      }
      const next = members[step];
      if (!next) return undefined;
      member = { name: step, part: '', shape: next };
    }
  }
  return member && `${service}:${owner}/${member.name}/${member.part}${facet}`;
}

const FACETS = new Map<string, Facet | 'empty'>([
  ['required', 'required'],
  ['type', 'type'],
  ['minLength', 'min-length'],
  ['maxLength', 'max-length'],
  ['minimum', 'min'],
  ['maximum', 'max'],
  ['minItems', 'min-items'],
  ['maxItems', 'max-items'],
  ['enum', 'enum'],
  ['pattern', 'pattern'],
  ['maxProperties', 'empty'],
]);
