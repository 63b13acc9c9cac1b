import { loadAdjudications } from './adjudications.js';
import { loadSpec } from './load.js';
import type { Edition, Service, Spec } from './spec.js';

/** A spec with the corrections of the adjudications laid over it: what the suite holds. */
export interface EffectiveSpec {
  readonly spec: Spec;
  /** Which adjudication set or removed the value at a JSON pointer. */
  readonly corrected: ReadonlyMap<string, string>;
}

const made = new Map<string, EffectiveSpec>();

/** The spec that schemas and structural statements are made from. The extracted spec itself is not changed. */
export function effectiveSpec(service: Service, edition: Edition): EffectiveSpec {
  const key = `${service}/${edition}`;
  const known = made.get(key);
  if (known) return known;
  const effective = applyCorrections(loadSpec(service, edition));
  made.set(key, effective);
  return effective;
}

/** Throws when a correction sets what has no place, or removes what is not there: it would have no effect. */
export function applyCorrections(extracted: Spec): EffectiveSpec {
  const spec = structuredClone(extracted) as unknown as Record<string, unknown>;
  const corrected = new Map<string, string>();
  for (const { id, service, corrections } of loadAdjudications().values()) {
    if (service !== extracted.service) continue;
    for (const { editions, set, remove } of corrections) {
      if (!editions.includes(extracted.edition)) continue;
      for (const [pointer, value] of Object.entries(set ?? {})) {
        const { owner, name } = locate(spec, pointer, id);
        owner[name] = value;
        corrected.set(pointer, id);
      }
      for (const pointer of remove ?? []) {
        const { owner, name } = locate(spec, pointer, id);
        if (!Object.hasOwn(owner, name))
          throw new Error(`${id} removes ${pointer}, which ${extracted.edition} does not have.`);
        delete owner[name];
        corrected.set(pointer, id);
      }
    }
  }
  return { spec: spec as unknown as Spec, corrected };
}

/** The value at a JSON pointer, or undefined when there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

function locate(
  root: unknown,
  pointer: string,
  id: string,
): { readonly owner: Record<string, unknown>; readonly name: string } {
  const cut = pointer.lastIndexOf('/');
  const owner = valueAt(root, pointer.slice(0, cut));
  if (typeof owner !== 'object' || owner === null)
    throw new Error(`${id} corrects ${pointer}, which has no place in the spec.`);
  return { owner: owner as Record<string, unknown>, name: pointer.slice(cut + 1) };
}
