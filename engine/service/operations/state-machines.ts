import type { JsonObject } from '../../asl/doc.js';
import { refusal as definitionRefusal } from '../../asl/index.js';
import { parseMachineArn } from '../arn.js';
import { encryptionConfiguration, loggingConfiguration, requireRole, tracingConfiguration } from '../configuration.js';
import { invalid, refusal, ServiceError } from '../error.js';
import { type IncludedData, seconds } from '../execution-view.js';
import { labelled, machineReference, noSuchMachine, plainMachine } from '../lookup.js';
import { type Machine, type MachineType, Revision, type Settings } from '../machine.js';
import { describeMachine } from '../machine-view.js';
import { requireName } from '../name.js';
import { type Engine, operation } from '../operation.js';
import { type PageRequest, page } from '../page.js';
import { type Tag, withTags } from '../tags.js';
import { publish } from '../version.js';

interface Configuration {
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
}

interface CreateRequest extends Configuration {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: MachineType;
  readonly tags?: readonly Tag[];
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

export const createStateMachine = operation<CreateRequest>((request, { account, engine }) => {
  const { name, type = 'STANDARD', versionDescription: description } = request;
  requireName(name);
  requirePublish(request);
  const settings = settingsOf(request);
  requireRole(settings.roleArn);
  requireDefinition(settings.definition, type, engine);
  const arn = account.arn('stateMachine', name);
  const tags = withTags(new Map(), request.tags ?? [], engine.quotas.tagsPerResource, arn);
  const known = account.machines.get(name);
  if (known !== undefined) {
    if (known.status === 'DELETING') throw refusal('StateMachineDeleting', arn);
    if (!isTwin(known, settings, request, type)) throw refusal('StateMachineAlreadyExists', arn);
    return created(known, known.published.versionArn);
  }
  if (account.machines.size >= engine.quotas.stateMachines) {
    throw refusal('StateMachineLimitExceeded', 'The maximum number of state machines has been reached');
  }
  const machine: Machine = {
    name,
    arn,
    executionPrefix: account.arn('execution', name, ''),
    type,
    creationDate: account.now,
    order: account.nextOrder(),
    published: { versionArn: request.publish === true ? `${arn}:1` : undefined, description },
    status: 'ACTIVE',
    revision: new Revision(undefined, settings, account.now, (definition) => engine.compile(definition)),
    versions: new Map(),
    lastVersion: 0,
    aliases: new Map(),
    tags,
    executions: [],
    openExecutions: 0,
  };
  if (request.publish === true) publish(machine, description, account.now, engine.quotas);
  account.machines.set(name, machine);
  return created(machine, machine.published.versionArn);
});

function created(machine: Machine, stateMachineVersionArn: string | undefined) {
  return { stateMachineArn: machine.arn, creationDate: seconds(machine.creationDate), stateMachineVersionArn };
}

/**
 * Whether a create asks for what is there: same definition (as text), type and configurations, and the same first version. Role
 * and tags may differ, and are not changed (adjudications A08, A12).
 */
function isTwin(machine: Machine, settings: Settings, request: CreateRequest, type: MachineType): boolean {
  const { definition, logging, tracing, encryption } = machine.revision.settings;
  const { versionArn, description } = machine.published;
  return (
    machine.type === type &&
    definition === settings.definition &&
    same(logging, settings.logging) &&
    same(tracing, settings.tracing) &&
    same(encryption, settings.encryption) &&
    (versionArn !== undefined) === (request.publish === true) &&
    description === request.versionDescription
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function settingsOf(request: Configuration & { definition: string; roleArn: string }): Settings {
  return {
    definition: request.definition,
    roleArn: request.roleArn,
    logging: loggingConfiguration(request.loggingConfiguration),
    tracing: tracingConfiguration(request.tracingConfiguration),
    encryption: encryptionConfiguration(request.encryptionConfiguration),
  };
}

/** Recorded: test_sfn_api_versioning::test_create_with_version_description_no_publish. */
function requirePublish(request: { readonly publish?: boolean; readonly versionDescription?: string }): void {
  if (request.versionDescription !== undefined && request.publish !== true) {
    throw invalid('Version description can only be set when publish is true');
  }
}

function requireDefinition(text: string, type: MachineType, { checkOptions }: Engine): void {
  const detail = definitionRefusal(text, { ...checkOptions, type });
  if (detail !== undefined) throw refusal('InvalidDefinition', detail);
}

interface UpdateRequest extends Configuration {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

export const updateStateMachine = operation<UpdateRequest>((request, { account, engine }) => {
  const machine = plainMachine(account, request.stateMachineArn);
  if (machine.status === 'DELETING') throw refusal('StateMachineDeleting', machine.arn);
  requireChange(request);
  requirePublish(request);
  const { settings } = machine.revision;
  const next: Settings = {
    definition: request.definition ?? settings.definition,
    roleArn: request.roleArn ?? settings.roleArn,
    logging: loggingConfiguration(request.loggingConfiguration, settings.logging),
    tracing: tracingConfiguration(request.tracingConfiguration, settings.tracing),
    encryption: encryptionConfiguration(request.encryptionConfiguration, settings.encryption),
  };
  if (request.roleArn !== undefined) requireRole(request.roleArn);
  if (request.definition !== undefined) requireDefinition(request.definition, machine.type, engine);
  // An update that changes nothing makes no revision.
  const changes = !same(next, settings);
  if (changes) machine.revision = machine.revision.next(account.chance.uuid(), next, account.now);
  const version =
    request.publish === true ? publish(machine, request.versionDescription, account.now, engine.quotas) : undefined;
  return {
    updateDate: seconds(account.now),
    revisionId: changes ? machine.revision.id : undefined,
    stateMachineVersionArn: version?.arn,
  };
});

function requireChange(request: UpdateRequest): void {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = request;
  const changes = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
  if (changes.every((change) => change === undefined)) {
    throw new ServiceError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
}

export const describeStateMachine = operation<{ stateMachineArn: string; includedData?: IncludedData }>(
  ({ stateMachineArn, includedData }, { account }) => {
    const { arn, machine, version, alias } = machineReference(account, stateMachineArn);
    if (alias !== undefined) throw noSuchMachine(stateMachineArn);
    const description = describeMachine(machine, version, includedData);
    if (arn.label === undefined) return description;
    if (![...account.mapRuns.values()].some((run) => run.stateMachineArn === stateMachineArn))
      throw noSuchMachine(stateMachineArn);
    return { ...description, stateMachineArn, label: arn.label };
  },
);

export const deleteStateMachine = operation<{ stateMachineArn: string }>(({ stateMachineArn }, { account }) => {
  const arn = parseMachineArn(stateMachineArn);
  if (arn.label !== undefined) throw labelled();
  const machine = arn.qualifier === undefined ? account.machineAt(arn) : undefined;
  if (machine !== undefined) {
    machine.status = 'DELETING';
    machine.versions.clear();
    machine.aliases.clear();
    for (const { execution } of machine.executions) execution.stopAtNextState();
    account.finishDeletion(machine);
  }
  return {};
});

export const listStateMachines = operation<PageRequest>((request, { account }) => {
  const active = [...account.machines.values()].filter(({ status }) => status === 'ACTIVE');
  const { items, nextToken } = page(active, ({ order }) => order, request, ['ListStateMachines'], account);
  return {
    stateMachines: items.map(({ arn, name, type, creationDate }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: seconds(creationDate),
    })),
    nextToken,
  };
});
