import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

const LISTS: Readonly<Record<string, string>> = {
  ListActivities: 'activities',
  ListStateMachines: 'stateMachines',
  ListTagsForResource: 'tags',
};

export const freedom: Freedom = {
  id: 'lists-without-an-order',
  does: 'The activities, state machines and tags on a page come in the opposite order.',
  because: 'The references name an order for executions, versions and events, and none for these.',
  ...everyBody((body, { operation, answer }) => {
    const member = answer.status < 400 ? LISTS[operation] : undefined;
    if (member === undefined) return body;
    return { ...body, [member]: ((body as Record<string, unknown>)[member] as unknown[]).toReversed() };
  }),
};
