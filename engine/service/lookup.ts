import type { Account } from './account.js';
import type { Activity } from './activity.js';
import { type MachineArn, parseArn, parseMachineArn } from './arn.js';
import { invalid, refusal } from './error.js';
import type { ExecutionRecord } from './execution-record.js';
import type { Alias, Machine, Version } from './machine.js';

/** @throws ServiceError InvalidArn, ActivityDoesNotExist */
export function activityOf(account: Account, text: string): Activity {
  const activity = account.activityAt(parseArn(text, 'activity'));
  if (activity === undefined) throw refusal('ActivityDoesNotExist', text);
  return activity;
}

/** What a state machine's ARN names. */
export interface MachineReference {
  readonly arn: MachineArn;
  readonly machine: Machine;
  /** When the ARN is that of a version. */
  readonly version: Version | undefined;
  /** When the ARN is that of an alias. */
  readonly alias: Alias | undefined;
}

export function noSuchMachine(text: string): Error {
  return refusal('StateMachineDoesNotExist', text);
}

/**
 * The machine, version or alias that an ARN names.
 * @throws ServiceError InvalidArn; StateMachineDoesNotExist for an unknown machine, version or alias
 */
export function machineReference(account: Account, text: string): MachineReference {
  const arn = parseMachineArn(text);
  const machine = account.machineAt(arn);
  if (machine === undefined) throw noSuchMachine(text);
  if (arn.qualifier === undefined) return { arn, machine, version: undefined, alias: undefined };
  const version = versionAt(machine, arn.qualifier);
  const alias = machine.aliases.get(arn.qualifier);
  if (version === undefined && alias === undefined) throw noSuchMachine(text);
  return { arn, machine, version, alias };
}

export function versionAt(machine: Machine, qualifier: string): Version | undefined {
  return /^[1-9]\d{0,9}$/.test(qualifier) ? machine.versions.get(Number(qualifier)) : undefined;
}

/**
 * The machine that a plain ARN names: for operations that take neither versions nor aliases nor labels.
 * @throws ServiceError InvalidArn, ValidationException, StateMachineDoesNotExist
 */
export function plainMachine(account: Account, text: string): Machine {
  const arn = parseMachineArn(text);
  if (arn.label !== undefined) throw labelled();
  const machine = arn.qualifier === undefined ? account.machineAt(arn) : undefined;
  if (machine === undefined) throw noSuchMachine(text);
  return machine;
}

export function labelled(): Error {
  return invalid('This operation does not support labeled state machine ARNs', 'API_DOES_NOT_SUPPORT_LABELED_ARNS');
}

/**
 * An execution of a Standard machine, or a child of a Map Run.
 * @throws ServiceError InvalidArn, also for Express executions; ExecutionDoesNotExist
 */
export function executionOf(account: Account, text: string): ExecutionRecord {
  const arn = parseArn(text, 'execution');
  const record = account.execution(text) ?? childOf(account, text, arn.parts[0] ?? '');
  if (record === undefined) throw refusal('ExecutionDoesNotExist', text);
  return record;
}

/** A child execution: `execution:<machine>/<label>:<name>`. */
function childOf(account: Account, text: string, resource: string): ExecutionRecord | undefined {
  if (!resource.includes('/')) return undefined;
  for (const run of account.mapRuns.values()) {
    if (!run.stateMachineArn.endsWith(`:${resource}`)) continue;
    const child = run.children.find(({ execution }) => execution.arn === text);
    const parent = account.executions.get(run.executionArn);
    if (child === undefined || parent === undefined) continue;
    const { machine, revision, traceHeader } = parent;
    return { execution: child.execution, machine, revision, order: 0, traceHeader };
  }
  return undefined;
}
