import type { Member, Members, Shape, Spec } from './spec.js';

/** How much an edition states. Every number is counted over the spec itself, without any adjudication. */
export interface SpecCounts {
  readonly operations: number;
  readonly dataTypes: number;
  readonly requestMembers: number;
  readonly requiredRequestMembers: number;
  readonly responseMembers: number;
  readonly dataTypeMembers: number;
  /** Members of requests, responses and data types that limit the length of a string. */
  readonly lengthConstraints: number;
  /** Such members that limit a number. */
  readonly ranges: number;
  readonly patterns: number;
  readonly errorDeclarations: number;
  readonly distinctErrors: number;
  readonly commonErrors: number;
  readonly commonParameters: number;
  /** Distinct lists of values, those of errors included. */
  readonly enums: number;
  /** The values of the distinct lists together. */
  readonly enumValues: number;
  /** Operations whose success has no body. */
  readonly emptyResponses: number;
  /** Values of `HistoryEvent.type`, or of `Event.EventType`. */
  readonly historyEventTypes: number;
}

export function countSpec(spec: Spec): SpecCounts {
  const operations = Object.values(spec.operations);
  const requests = operations.flatMap((operation) => Object.values(operation.request.members));
  const responses = operations.flatMap((operation) => Object.values(operation.response.members));
  const dataTypes = membersOf(Object.values(spec.dataTypes));
  const all = [...requests, ...responses, ...dataTypes];
  const enums = new Map<string, number>();
  for (const shape of [...all, ...membersOf(Object.values(spec.errors))].flatMap(parts)) {
    if (shape.type === 'string' && shape.enum) enums.set([...shape.enum].sort().join(), shape.enum.length);
  }
  const eventType = spec.dataTypes.HistoryEvent?.members.type ?? spec.dataTypes.Event?.members.EventType;
  return {
    operations: operations.length,
    dataTypes: Object.keys(spec.dataTypes).length,
    requestMembers: requests.length,
    requiredRequestMembers: requests.filter((member) => member.required).length,
    responseMembers: responses.length,
    dataTypeMembers: dataTypes.length,
    lengthConstraints: all.filter((shape) => shape.type === 'string' && limits(shape.minLength, shape.maxLength))
      .length,
    ranges: all.filter((shape) => 'minimum' in shape || 'maximum' in shape).length,
    patterns: all.filter((shape) => shape.type === 'string' && shape.pattern !== undefined).length,
    errorDeclarations: operations.reduce((sum, operation) => sum + Object.keys(operation.errors).length, 0),
    distinctErrors: Object.keys(spec.errors).length,
    commonErrors: Object.keys(spec.commonErrors).length,
    commonParameters: Object.keys(spec.commonParameters).length,
    enums: enums.size,
    enumValues: [...enums.values()].reduce((sum, size) => sum + size, 0),
    emptyResponses: operations.filter((operation) => operation.response.body === 'empty').length,
    historyEventTypes: eventType?.type === 'string' ? (eventType.enum?.length ?? 0) : 0,
  };
}

function membersOf(owners: readonly { readonly members: Members }[]): Member[] {
  return owners.flatMap((owner) => Object.values(owner.members));
}

function limits(...bounds: (number | undefined)[]): boolean {
  return bounds.some((bound) => bound !== undefined);
}

/** A shape and the shapes of its elements. */
function parts(shape: Shape): Shape[] {
  if (shape.type === 'list') return [shape, ...parts(shape.items)];
  if (shape.type === 'map') return [shape, ...parts(shape.keys), ...parts(shape.values)];
  return [shape];
}
