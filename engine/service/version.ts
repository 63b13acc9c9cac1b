import { ServiceError } from './error.js';
import type { Machine, Version } from './machine.js';
import type { Quotas } from './quotas.js';

/**
 * Makes a version of the machine's current revision, or finds the one that was made of it before.
 * @throws ServiceError ServiceQuotaExceededException
 */
export function publish(machine: Machine, description: string | undefined, now: number, quotas: Quotas): Version {
  const { revision } = machine;
  for (const version of machine.versions.values()) if (version.revision === revision) return version;
  if (machine.versions.size >= quotas.versionsPerMachine) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `The state machine already has ${quotas.versionsPerMachine} versions: delete one first.`,
    );
  }
  machine.lastVersion++;
  const number = machine.lastVersion;
  const version: Version = { number, arn: `${machine.arn}:${number}`, revision, description, creationDate: now };
  machine.versions.set(number, version);
  return version;
}
