import type { Member, Spec } from '../../specs/spec.js';

/** The model with some facets of a request's member left out: requests that break them are let through. */
export function unchecked(
  operation: string | readonly string[],
  member: string,
  ...facets: readonly string[]
): (spec: Spec) => Spec {
  return (spec) => {
    const operations = { ...spec.operations };
    for (const name of [operation].flat()) {
      const known = operations[name];
      const shape = known?.request.members[member];
      if (known === undefined || shape === undefined) continue;
      const relaxed = Object.fromEntries(Object.entries(shape).filter(([facet]) => !facets.includes(facet)));
      operations[name] = {
        ...known,
        request: { ...known.request, members: { ...known.request.members, [member]: relaxed as unknown as Member } },
      };
    }
    return { ...spec, operations };
  };
}
