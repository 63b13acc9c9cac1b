import { isMembers, type Members, parseBody, shownValue } from '../body.js';
import { type Answered, broken, kept, notApplicable, type Rule, type RuleResult } from '../rule.js';

/** Which way a request asks the events of a page to come; nothing when a page that follows another doesn't say so again. */
function directionOf({ operation, request, error }: Answered): 'ascending' | 'descending' | undefined {
  if (operation !== 'GetExecutionHistory' || error !== undefined) return undefined;
  const asked = parseBody(request.body);
  const { reverseOrder, nextToken }: Members = asked.kind === 'object' ? asked.value : {};
  if (typeof reverseOrder === 'boolean') return reverseOrder ? 'descending' : 'ascending';
  return nextToken === undefined ? 'ascending' : undefined;
}

function ordered(answered: Answered, direction: 'ascending' | 'descending'): RuleResult {
  const { body } = answered;
  if (directionOf(answered) !== direction || body.kind !== 'object' || !Array.isArray(body.value.events)) {
    return notApplicable;
  }
  const ids = body.value.events.map((event) => (isMembers(event) ? event.id : undefined));
  if (ids.length < 2 || !ids.every((id) => typeof id === 'number')) return notApplicable;
  const sign = direction === 'ascending' ? 1 : -1;
  const wrong = ids.findIndex((id, place) => place > 0 && (id - ids[place - 1]!) * sign < 0);
  if (wrong === -1) return kept;
  return broken(`the ids of the events ${direction}`, `${shownValue(ids[wrong])} after ${shownValue(ids[wrong - 1])}`);
}

/** In which order the events of a page come. */
export const eventOrderRules: readonly Rule[] = [
  {
    id: 'protocol:events-ascend',
    statement: 'sfn:GetExecutionHistory/behaviour/ascending',
    check: (answered) => ordered(answered, 'ascending'),
  },
  {
    id: 'protocol:events-descend',
    statement: 'sfn:GetExecutionHistory/behaviour/reverse-order',
    check: (answered) => ordered(answered, 'descending'),
  },
];
