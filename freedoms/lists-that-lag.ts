import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

const LISTS: Readonly<Record<string, readonly [member: string, arn: string]>> = {
  ListActivities: ['activities', 'activityArn'],
  ListExecutions: ['executions', 'executionArn'],
  ListStateMachines: ['stateMachines', 'stateMachineArn'],
};

/** The items that were left out once. */
let late = new Set<unknown>();

export const freedom: Freedom = {
  id: 'lists-that-lag',
  does: 'Whatever is new is not yet there when it is to be listed for the first time.',
  because: 'The current model calls the lists of activities, executions and state machines eventually consistent.',
  install: () => {
    late = new Set();
  },
  ...everyBody((body, { operation, answer }) => {
    const [member, arn] = (answer.status < 400 ? LISTS[operation] : undefined) ?? ['', ''];
    const items = (body as Record<string, unknown>)[member];
    if (!Array.isArray(items)) return body;
    const known = items.filter((item) => late.has(item[arn]));
    for (const item of items) late.add(item[arn]);
    return { ...body, [member]: known };
  }),
};
