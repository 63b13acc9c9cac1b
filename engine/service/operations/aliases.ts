import type { Account } from '../account.js';
import { parseMachineArn } from '../arn.js';
import { invalid, refusal, ServiceError } from '../error.js';
import { seconds } from '../execution-view.js';
import { machineReference, versionAt } from '../lookup.js';
import type { Alias, Machine, Route } from '../machine.js';
import { describeAlias } from '../machine-view.js';
import { operation } from '../operation.js';
import { type PageRequest, page } from '../page.js';

interface CreateRequest {
  readonly name: string;
  readonly description?: string;
  readonly routingConfiguration: readonly Route[];
}

export const createAlias = operation<CreateRequest>(
  ({ name, description, routingConfiguration }, { account, engine }) => {
    const machine = routedMachine(account, routingConfiguration);
    if (machine.status === 'DELETING') throw refusal('StateMachineDeleting', machine.arn);
    const known = machine.aliases.get(name);
    if (known !== undefined) {
      if (known.description !== description || JSON.stringify(known.routes) !== JSON.stringify(routingConfiguration)) {
        throw new ServiceError(
          'ConflictException',
          'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
        );
      }
      return { stateMachineAliasArn: known.arn, creationDate: seconds(known.creationDate) };
    }
    if (machine.aliases.size >= engine.quotas.aliasesPerMachine) {
      throw new ServiceError(
        'ServiceQuotaExceededException',
        `The state machine already has ${engine.quotas.aliasesPerMachine} aliases: delete one first.`,
      );
    }
    const alias: Alias = {
      name,
      arn: `${machine.arn}:${name}`,
      order: account.nextOrder(),
      creationDate: account.now,
      updateDate: account.now,
      description,
      routes: routingConfiguration,
    };
    machine.aliases.set(name, alias);
    return { stateMachineAliasArn: alias.arn, creationDate: seconds(alias.creationDate) };
  },
);

/**
 * The machine that a routing configuration is about.
 * @throws ServiceError ValidationException (recorded: test_sfn_api_aliasing::test_error_create_alias_invalid_router_configs)
 */
function routedMachine(account: Account, routes: readonly Route[]): Machine {
  const refuse = (detail: string) => invalid(detail, 'INVALID_ROUTING_CONFIGURATION');
  const arns = routes.map((route) => route.stateMachineVersionArn);
  const received = `Received: [${arns.join(', ')}]`;
  const parsed = arns.map((arn) => parseMachineArn(arn));
  if (parsed.some(({ qualifier }) => qualifier === undefined || !/^\d+$/.test(qualifier))) {
    throw refuse(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    throw refuse(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw refuse(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  if (new Set(parsed.map(({ name }) => name)).size > 1) {
    throw refuse(`Routing configuration must contain versions of one state machine. ${received}`);
  }
  const machines = parsed.map((arn) => {
    const machine = account.machineAt(arn);
    if (machine === undefined || versionAt(machine, arn.qualifier ?? '') === undefined) throw noSuchResource(arn.text);
    return machine;
  });
  return machines[0] as Machine;
}

function noSuchResource(resourceName: string): Error {
  const message = 'Request references a resource that does not exist.';
  return new ServiceError('ResourceNotFound', message, { members: { resourceName } });
}

/** @throws ServiceError InvalidArn, ResourceNotFound */
function aliasOf(account: Account, text: string): { machine: Machine; alias: Alias } {
  const arn = parseMachineArn(text);
  const machine = account.machineAt(arn);
  const alias = machine?.aliases.get(arn.qualifier ?? '');
  if (machine === undefined || alias === undefined) throw noSuchResource(text);
  return { machine, alias };
}

interface UpdateRequest {
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly Route[];
}

export const updateAlias = operation<UpdateRequest>(
  ({ stateMachineAliasArn, description, routingConfiguration }, { account }) => {
    const { machine, alias } = aliasOf(account, stateMachineAliasArn);
    if (machine.status === 'DELETING') throw refusal('StateMachineDeleting', machine.arn);
    if (description === undefined && routingConfiguration === undefined) {
      throw invalid(
        'Either the description or the routing configuration must be specified',
        'MISSING_REQUIRED_PARAMETER',
      );
    }
    if (routingConfiguration !== undefined) {
      if (routedMachine(account, routingConfiguration) !== machine) {
        throw invalid(
          'The alias belongs to another state machine than the routing configuration',
          'INVALID_ROUTING_CONFIGURATION',
        );
      }
      alias.routes = routingConfiguration;
    }
    if (description !== undefined) alias.description = description;
    alias.updateDate = account.now;
    return { updateDate: seconds(alias.updateDate) };
  },
);

export const describe = operation<{ stateMachineAliasArn: string }>(({ stateMachineAliasArn }, { account }) =>
  describeAlias(aliasOf(account, stateMachineAliasArn).alias),
);

export const deleteAlias = operation<{ stateMachineAliasArn: string }>(({ stateMachineAliasArn }, { account }) => {
  const { machine, alias } = aliasOf(account, stateMachineAliasArn);
  machine.aliases.delete(alias.name);
  return {};
});

interface ListRequest extends PageRequest {
  readonly stateMachineArn: string;
}

/** With a version's ARN: the aliases that send executions to it. */
export const listAliases = operation<ListRequest>((request, { account }) => {
  const { stateMachineArn } = request;
  const { machine, version } = machineReference(account, stateMachineArn);
  const aliases = [...machine.aliases.values()].filter(
    ({ routes }) => version === undefined || routes.some((route) => route.stateMachineVersionArn === version.arn),
  );
  const query = ['ListStateMachineAliases', stateMachineArn];
  const { items, nextToken } = page(aliases, ({ order }) => order, request, query, account);
  return {
    stateMachineAliases: items.map(({ arn, creationDate }) => ({
      stateMachineAliasArn: arn,
      creationDate: seconds(creationDate),
    })),
    nextToken,
  };
});
