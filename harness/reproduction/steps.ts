import type { Exchange } from '../exchange.js';
import { membersOf } from '../judge/judge.js';
import { isOperation } from '../operations.js';
import { carriesValue, isLambda, lambdaValues } from './lambda.js';

/** One step of a reproduction: a request to send again, or a wait for an execution's end. */
export type ReproductionStep =
  | { readonly kind: 'request'; readonly exchange: Exchange }
  | { readonly kind: 'wait'; readonly executionArn: string };

/** More than anyone would paste. The steps in the middle are left out beyond it. */
const MOST_STEPS = 30;

const READS = /^(Describe|List|Get|Validate)/;

/** Whether an exchange left something behind at the target, or handed out a token. */
function changesSomething(exchange: Exchange): boolean {
  if (exchange.error !== undefined || exchange.response === undefined) return false;
  if (isLambda(exchange)) return exchange.request.method !== 'GET';
  if (!isOperation(exchange.operation)) return false;
  if (exchange.operation === 'GetActivityTask') return typeof membersOf(exchange.response.text).taskToken === 'string';
  return !READS.test(exchange.operation);
}

/** The values of an answer that later requests may carry. */
export function givenValues(exchange: Exchange): { readonly member: string; readonly value: string }[] {
  if (exchange.error !== undefined || exchange.response === undefined) return [];
  const ofLambda = isLambda(exchange) ? lambdaValues(exchange) : [];
  const members = Object.entries(membersOf(exchange.response.text)).flatMap(([member, value]) =>
    typeof value === 'string' && value.length >= 8 && /^[\w:/.+=$-]+$/.test(value) ? [{ member, value }] : [],
  );
  return [...ofLambda, ...members.filter(({ value }) => !ofLambda.some((one) => one.value === value))];
}

/**
 * What of a case has to be sent again to see its last exchange again: what changed the target, what later requests took a
 * value from, and the exchange itself.
 * @param last the exchange that shows the failure; absent: the last one that the case sent
 */
export function reproductionSteps(exchanges: readonly Exchange[], last: number | undefined): ReproductionStep[] {
  const sent = exchanges.filter(({ role }) => role !== 'cleanup');
  const shown =
    last === undefined ? sent.findLast(({ role }) => role === 'case') : sent.find(({ index }) => index === last);
  if (shown === undefined) return [];
  const before = sent.filter(({ index }) => index < shown.index);
  const kept = new Set<Exchange>([shown, ...before.filter(changesSomething)]);
  // Backwards: a page is needed for the token of the next one, and so on.
  for (const exchange of before.toReversed()) {
    const token = givenValues(exchange).find(({ member }) => /^(nextToken|NextMarker)$/.test(member));
    if (token === undefined) continue;
    if ([...kept].some((later) => later.index > exchange.index && carries(token.value)(later))) kept.add(exchange);
  }
  const ordered = [...kept].sort((a, b) => a.index - b.index);
  return cut(withWait(ordered, before, shown));
}

const carries =
  (value: string) =>
  (exchange: Exchange): boolean =>
    carriesValue(exchange, value);

/** The case waited for the execution that the last request is about: whoever repeats it must, too. */
function withWait(ordered: readonly Exchange[], before: readonly Exchange[], shown: Exchange): ReproductionStep[] {
  const steps = ordered.map((exchange): ReproductionStep => ({ kind: 'request', exchange }));
  const { executionArn } = membersOf(shown.request.body);
  if (typeof executionArn !== 'string' || !READS.test(shown.operation)) return steps;
  const polls = [...before, shown].filter(
    ({ operation, request }) => operation === 'DescribeExecution' && request.body.includes(executionArn),
  );
  const described = polls.findLast((poll) => poll !== shown);
  if (described === undefined) return steps;
  // What the execution came to says more than its history, where the case has read both.
  const outcome: ReproductionStep[] =
    shown.operation === 'DescribeExecution' ? [] : [{ kind: 'request', exchange: described }];
  return [...steps.slice(0, -1), { kind: 'wait', executionArn }, ...outcome, ...steps.slice(-1)];
}

function cut(steps: readonly ReproductionStep[]): ReproductionStep[] {
  if (steps.length <= MOST_STEPS) return [...steps];
  return [...steps.slice(0, MOST_STEPS - 10), ...steps.slice(-10)];
}
