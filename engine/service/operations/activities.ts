import type { JsonObject } from '../../asl/doc.js';
import { Activity, type PollAnswer } from '../activity.js';
import { parseArn } from '../arn.js';
import { encryptionConfiguration } from '../configuration.js';
import { refusal, ServiceError } from '../error.js';
import { seconds } from '../execution-view.js';
import { activityOf } from '../lookup.js';
import { requireName } from '../name.js';
import { operation } from '../operation.js';
import { type PageRequest, page } from '../page.js';
import { type Tag, withTags } from '../tags.js';

interface CreateRequest {
  readonly name: string;
  readonly tags?: readonly Tag[];
  readonly encryptionConfiguration?: JsonObject;
}

export const createActivity = operation<CreateRequest>((request, { account, engine }) => {
  const { name } = request;
  requireName(name);
  const encryption = encryptionConfiguration(request.encryptionConfiguration);
  const arn = account.arn('activity', name);
  const tags = withTags(new Map(), request.tags ?? [], engine.quotas.tagsPerResource, arn);
  const known = account.activities.get(name);
  if (known !== undefined) {
    if (JSON.stringify(known.encryption) !== JSON.stringify(encryption)) throw refusal('ActivityAlreadyExists', arn);
    return { activityArn: arn, creationDate: seconds(known.creationDate) };
  }
  if (account.activities.size >= engine.quotas.activities) {
    throw refusal('ActivityLimitExceeded', 'The maximum number of activities has been reached');
  }
  const activity = new Activity(name, arn, account.now, account.nextOrder(), encryption, tags, account.clock);
  account.activities.set(name, activity);
  return { activityArn: arn, creationDate: seconds(activity.creationDate) };
});

export const deleteActivity = operation<{ activityArn: string }>(({ activityArn }, { account }) => {
  const activity = account.activityAt(parseArn(activityArn, 'activity'));
  if (activity !== undefined) {
    account.activities.delete(activity.name);
    activity.dismissPolls();
  }
  return {};
});

export const describeActivity = operation<{ activityArn: string }>(({ activityArn }, { account }) => {
  const { arn, name, creationDate, encryption } = activityOf(account, activityArn);
  return { activityArn: arn, name, creationDate: seconds(creationDate), encryptionConfiguration: encryption };
});

export const listActivities = operation<PageRequest>((request, { account }) => {
  const { items, nextToken } = page(
    account.activities.values(),
    ({ order }) => order,
    request,
    ['ListActivities'],
    account,
  );
  return {
    activities: items.map(({ arn, name, creationDate }) => ({
      activityArn: arn,
      name,
      creationDate: seconds(creationDate),
    })),
    nextToken,
  };
});

interface PollRequest {
  readonly activityArn: string;
  readonly workerName?: string;
}

/** A poll that ends without a task is answered with nothing in it (adjudication A02). */
const answerOf = (task: PollAnswer) => (task === undefined ? {} : { taskToken: task.token, input: task.input });

export const getActivityTask = operation<PollRequest>(
  ({ activityArn, workerName }, { account, engine, onDisconnect }) => {
    const activity = activityOf(account, activityArn);
    if (activity.waitingPolls >= engine.quotas.pollsPerActivity) {
      throw new ServiceError(
        'ActivityWorkerLimitExceeded',
        'The maximum number of workers concurrently polling for activity tasks has been reached.',
      );
    }
    return new Promise((resolve) => {
      let open = true;
      account.load.polls++;
      const close = () => {
        if (open) account.load.polls--;
        open = false;
      };
      const giveUp = activity.poll(workerName, (task) => {
        close();
        resolve(answerOf(task));
      });
      onDisconnect(() => {
        if (!open) return;
        giveUp();
        close();
        resolve({});
      });
    });
  },
);
