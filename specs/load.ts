import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSpec } from './check-spec.js';
import { packageRoot } from './package-root.js';
import type { Edition, Service, Spec } from './spec.js';

/** Every edition that the package carries, oldest first in each service. */
export function editions(): readonly { readonly service: Service; readonly edition: Edition }[] {
  return EDITIONS;
}

const EDITIONS = [
  { service: 'sfn', edition: '2017-03-30' },
  { service: 'sfn', edition: 'current' },
  { service: 'durable', edition: '2025-12-01' },
] as const;

const loaded = new Map<string, Spec>();

/**
 * What one edition states, from `specs/<service>/<edition>.json`: read once, checked, then shared (do not write to it).
 * Throws `UnknownEditionError` for an edition that the package does not carry, `SpecError` for a file that is not a spec.
 */
export function loadSpec(service: Service, edition: Edition): Spec {
  const key = `${service}/${edition}`;
  const known = loaded.get(key);
  if (known) return known;
  if (!EDITIONS.some((entry) => entry.service === service && entry.edition === edition)) {
    throw new UnknownEditionError(service, edition);
  }
  const file = join(packageRoot, 'specs', service, `${edition}.json`);
  const spec = checkSpec(JSON.parse(readFileSync(file, 'utf8')), `specs/${key}.json`);
  loaded.set(key, spec);
  return spec;
}

/** The service that has an edition of this name; editions of the two services have different names. */
export function serviceOfEdition(edition: Edition): Service {
  const entry = EDITIONS.find((candidate) => candidate.edition === edition);
  if (!entry) throw new UnknownEditionError(undefined, edition);
  return entry.service;
}

export class UnknownEditionError extends Error {
  override readonly name = 'UnknownEditionError';

  constructor(service: Service | undefined, edition: Edition) {
    const names = EDITIONS.filter((entry) => !service || entry.service === service).map((entry) => entry.edition);
    super(`There is no edition "${edition}"${service ? ` of ${service}` : ''}: take one of ${names.join(', ')}.`);
  }
}
