import type { Account } from '../account.js';
import { parseArn, parseMachineArn } from '../arn.js';
import { refusal } from '../error.js';
import { operation } from '../operation.js';
import { listedTags, type Tag, withTags } from '../tags.js';

/**
 * The tags of a state machine or an activity; versions and aliases have none (recorded:
 * test_sfn_api_tagging::test_tag_state_machine_version).
 * @throws ServiceError InvalidArn, ResourceNotFound
 */
function tagsOf(account: Account, resourceArn: string): Map<string, string> {
  const arn = parseArn(resourceArn, 'stateMachine', 'activity');
  const tags =
    arn.type === 'activity'
      ? account.activityAt(arn)?.tags
      : arn.parts.length === 1
        ? account.machineAt(parseMachineArn(resourceArn))?.tags
        : undefined;
  if (tags === undefined) throw refusal('ResourceNotFound', resourceArn, { resourceName: resourceArn });
  return tags;
}

export const tagResource = operation<{ resourceArn: string; tags: readonly Tag[] }>((request, { account, engine }) => {
  const tags = tagsOf(account, request.resourceArn);
  const next = withTags(tags, request.tags, engine.quotas.tagsPerResource, request.resourceArn);
  for (const [key, value] of next) tags.set(key, value);
  return {};
});

export const untagResource = operation<{ resourceArn: string; tagKeys: readonly string[] }>((request, { account }) => {
  const tags = tagsOf(account, request.resourceArn);
  for (const key of request.tagKeys) tags.delete(key);
  return {};
});

export const listTags = operation<{ resourceArn: string }>(({ resourceArn }, { account }) => ({
  tags: listedTags(tagsOf(account, resourceArn)),
}));
