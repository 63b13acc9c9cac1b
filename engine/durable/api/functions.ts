import { createHash } from 'node:crypto';
import type { DurableAccount } from '../account.js';
import { constraintViolations, DurableError, invalidParameter } from '../error.js';
import { type FunctionConfiguration, type FunctionEntry, LATEST } from '../functions/store.js';
import type { Handler } from './api.js';

const DEFAULTS = {
  Timeout: 3,
  MemorySize: 128,
  PackageType: 'Zip',
  Architectures: ['x86_64'],
  Description: '',
} as const;
const LONGEST_NAME = 64;
/** Members of a request that its answer shows in another form, or not at all. */
const NOT_ECHOED = new Set([
  'Code',
  'Publish',
  'PublishTo',
  'Tags',
  'FunctionName',
  'ImageConfig',
  'RevisionId',
  'DryRun',
]);

/** Lambda's own form of a time: ISO 8601 with an offset, to the millisecond. */
const lastModified = (account: DurableAccount): string =>
  new Date(account.clock.now()).toISOString().replace('Z', '+0000');

function configurationOf(
  account: DurableAccount,
  name: string,
  given: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
): FunctionConfiguration {
  const told = Object.fromEntries(Object.entries(given).filter(([member]) => !NOT_ECHOED.has(member)));
  const environment = told.Environment;
  return {
    ...base,
    ...told,
    ...(environment !== undefined && { Environment: environment }),
    FunctionName: name,
    FunctionArn: account.functions.arn(name),
    Version: LATEST,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LastModified: lastModified(account),
    RevisionId: account.ids.uuid(),
  };
}

function codeOf(code: unknown): { CodeSize: number; CodeSha256: string } {
  const zip = typeof code === 'object' && code !== null ? (code as Record<string, unknown>).ZipFile : undefined;
  const bytes = typeof zip === 'string' ? Buffer.from(zip, 'base64') : Buffer.from(JSON.stringify(code ?? null));
  return { CodeSize: bytes.length, CodeSha256: createHash('sha256').update(bytes).digest('base64') };
}

export const createFunction: Handler<'CreateFunction'> = (account, input) => {
  const { name } = account.functions.read(input.FunctionName);
  if (name.length > LONGEST_NAME) {
    throw constraintViolations([
      `Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_NAME}`,
    ]);
  }
  const entry: FunctionEntry = {
    name,
    implied: false,
    versions: new Map(),
    aliases: new Map(),
    nextVersion: 1,
  };
  account.functions.add(entry);
  const created = configurationOf(account, name, input, { ...DEFAULTS, ...codeOf(input.Code) });
  entry.versions.set(LATEST, created);
  return input.Publish ? publish(account, entry, undefined) : created;
};

function publish(
  account: DurableAccount,
  entry: FunctionEntry,
  description: string | undefined,
): FunctionConfiguration {
  const latest = entry.versions.get(LATEST)!;
  const newest = entry.versions.get(String(entry.nextVersion - 1));
  // Nothing changed since the last version: Lambda gives that one again.
  if (newest && entry.publishedRevision === latest.RevisionId) return newest;
  const Version = String(entry.nextVersion++);
  const version: FunctionConfiguration = {
    ...latest,
    ...(description !== undefined && { Description: description }),
    Version,
    FunctionArn: account.functions.arn(entry.name, Version),
    LastModified: lastModified(account),
    RevisionId: account.ids.uuid(),
  };
  entry.versions.set(Version, version);
  if (latest.RevisionId !== undefined) entry.publishedRevision = latest.RevisionId;
  return version;
}

function entryOf(account: DurableAccount, reference: string, givenQualifier?: string) {
  const { name, qualifier } = account.functions.read(reference, givenQualifier);
  const entry = account.functions.entry(name);
  if (!entry) throw account.functions.missing(name, qualifier);
  return { entry, qualifier };
}

function requireRevision(latest: FunctionConfiguration, given: unknown): void {
  if (given === undefined || given === latest.RevisionId) return;
  throw new DurableError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}

export const publishVersion: Handler<'PublishVersion'> = (account, input) => {
  const { entry } = entryOf(account, input.FunctionName);
  requireRevision(entry.versions.get(LATEST)!, input.RevisionId);
  return publish(account, entry, input.Description);
};

export const getFunctionConfiguration: Handler<'GetFunctionConfiguration'> = (account, input) => {
  const { entry, qualifier } = entryOf(account, input.FunctionName, input.Qualifier);
  const version = account.functions.version(entry, qualifier);
  if (!version) throw account.functions.missing(entry.name, qualifier);
  // The ARN is the one that was asked for: with the qualifier, an alias as the alias.
  return qualifier === undefined ? version : { ...version, FunctionArn: account.functions.arn(entry.name, qualifier) };
};

export const updateFunctionConfiguration: Handler<'UpdateFunctionConfiguration'> = (account, input) => {
  const { entry } = entryOf(account, input.FunctionName);
  const latest = entry.versions.get(LATEST)!;
  requireRevision(latest, input.RevisionId);
  if (input.DurableConfig && !latest.DurableConfig) {
    throw invalidParameter('You cannot update the durable configuration of a function that is not durable.');
  }
  const { DurableConfig } = latest;
  const merged = input.DurableConfig ? { DurableConfig: { ...DurableConfig, ...input.DurableConfig } } : {};
  const updated = configurationOf(account, entry.name, { ...input, ...merged }, latest);
  entry.versions.set(LATEST, updated);
  return updated;
};

export const deleteFunction: Handler<'DeleteFunction'> = (account, input) => {
  const { entry, qualifier } = entryOf(account, input.FunctionName, input.Qualifier);
  if (qualifier === undefined) {
    account.functions.remove(entry.name, 'deleted');
    return { StatusCode: 204 };
  }
  if (qualifier === LATEST) throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  if (!entry.versions.delete(qualifier)) throw account.functions.missing(entry.name, qualifier);
  return { StatusCode: 204 };
};

export const createAlias: Handler<'CreateAlias'> = (account, input) => {
  const { entry } = entryOf(account, input.FunctionName);
  const AliasArn = account.functions.arn(entry.name, input.Name);
  if (!entry.versions.has(input.FunctionVersion)) throw account.functions.missing(entry.name, input.FunctionVersion);
  if (entry.aliases.has(input.Name)) {
    throw new DurableError('ResourceConflictException', `Alias already exists: ${AliasArn}`, 409);
  }
  entry.aliases.set(input.Name, input.FunctionVersion);
  return {
    AliasArn,
    Name: input.Name,
    FunctionVersion: input.FunctionVersion,
    Description: input.Description ?? '',
    RevisionId: account.ids.uuid(),
  };
};
