import { parseMachineArn } from '../arn.js';
import { invalid, refusal, ServiceError } from '../error.js';
import { seconds } from '../execution-view.js';
import { plainMachine, versionAt } from '../lookup.js';
import { operation } from '../operation.js';
import { type PageRequest, page } from '../page.js';
import { publish } from '../version.js';

interface PublishRequest {
  readonly stateMachineArn: string;
  readonly revisionId?: string;
  readonly description?: string;
}

/** What a machine's revision is called that was never updated. */
const INITIAL = 'INITIAL';

export const publishVersion = operation<PublishRequest>(
  ({ stateMachineArn, revisionId, description }, { account, engine }) => {
    const machine = plainMachine(account, stateMachineArn);
    if (machine.status === 'DELETING') throw refusal('StateMachineDeleting', stateMachineArn);
    const current = machine.revision.id ?? INITIAL;
    if (revisionId !== undefined && revisionId !== current) {
      throw new ServiceError(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`,
      );
    }
    const version = publish(machine, description, account.now, engine.quotas);
    return { stateMachineVersionArn: version.arn, creationDate: seconds(version.creationDate) };
  },
);

export const deleteVersion = operation<{ stateMachineVersionArn: string }>(
  ({ stateMachineVersionArn }, { account }) => {
    const arn = parseMachineArn(stateMachineVersionArn);
    if (arn.qualifier === undefined || !/^\d+$/.test(arn.qualifier)) {
      throw invalid(`Invalid state machine version ARN: ${stateMachineVersionArn}`);
    }
    const machine = account.machineAt(arn);
    const version = machine === undefined ? undefined : versionAt(machine, arn.qualifier);
    if (machine === undefined || version === undefined) return {};
    const users = [...machine.aliases.values()].filter(({ routes }) =>
      routes.some((route) => route.stateMachineVersionArn === version.arn),
    );
    if (users.length > 0) {
      const names = users.map(({ name }) => name).join(', ');
      throw new ServiceError(
        'ConflictException',
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
      );
    }
    machine.versions.delete(version.number);
    return {};
  },
);

interface ListRequest extends PageRequest {
  readonly stateMachineArn: string;
}

export const listVersions = operation<ListRequest>((request, { account }) => {
  const { stateMachineArn } = request;
  const machine = plainMachine(account, stateMachineArn);
  const versions = [...machine.versions.values()].reverse();
  const query = ['ListStateMachineVersions', stateMachineArn];
  const { items, nextToken } = page(versions, ({ number }) => number, request, query, account, true);
  return {
    stateMachineVersions: items.map(({ arn, creationDate }) => ({
      stateMachineVersionArn: arn,
      creationDate: seconds(creationDate),
    })),
    nextToken,
  };
});
