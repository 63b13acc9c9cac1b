import { Doc, type Json, type JsonObject, type Scope } from '../../../engine/asl/index.js';

/** A scope of fixed values. Texts of documents are as JSON.stringify writes them. */
export function scopeOf(
  input: Json,
  variables: Readonly<Record<string, Json>> = {},
  context: JsonObject = { Execution: { Id: 'execution', Input: input }, State: { Name: 'Here' } },
): Scope {
  return {
    input: Doc.of(input),
    variables: new Map(Object.entries(variables)),
    context: () => context,
    now: () => Date.UTC(2017, 2, 30, 12, 30, 15, 250),
    random: () => 0.25,
    uuid: () => '7c2e0c1e-93f4-4f5d-9a52-4c4e1f0e3f11',
  };
}
