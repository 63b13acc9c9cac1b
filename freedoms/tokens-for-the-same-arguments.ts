import { createHash } from 'node:crypto';
import type { Freedom } from '../engine/fault.js';
import { operationOf } from '../faults/ways/wire.js';
import { objectOf } from './ways/bodies.js';

type Request = Parameters<NonNullable<NonNullable<Freedom['edge']>['rewriteRequest']>>[0];

/** AWS was recorded taking another page size with the tokens of these. */
const TAKE_ANOTHER_SIZE = new Set(['ListExecutions', 'ListStateMachineVersions', 'ListStateMachineAliases']);

const GIVEN = /("nextToken":\s*")([^"]+)/;
const BOUND = /^(.+)~([0-9a-f]{8})$/;

/** What a token is bound to: all that was asked for besides it. */
function argumentsOf(request: Request): string {
  const { nextToken: _, maxResults = 0, ...others } = objectOf(request.body) ?? {};
  const bound = TAKE_ANOTHER_SIZE.has(operationOf(request)) ? others : { maxResults, ...others };
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(bound).sort()))
    .digest('hex')
    .slice(0, 8);
}

export const freedom: Freedom = {
  id: 'tokens-for-the-same-arguments',
  does: 'The token of a page is refused with other arguments, but for another page size where AWS was recorded taking one.',
  because:
    'The references, nextToken: keep all other arguments unchanged; what becomes of a call that does not is left open.',
  edge: {
    rewriteRequest: (request) => {
      const asked = objectOf(request.body);
      const [, token, to] = BOUND.exec(String(asked?.nextToken)) ?? [];
      if (token === undefined) return request;
      const nextToken = to === argumentsOf(request) ? token : 'of other arguments';
      return { ...request, body: JSON.stringify({ ...asked, nextToken }) };
    },
    rewriteAnswer: (answer, request) => ({
      ...answer,
      body: String(answer.body).replace(
        GIVEN,
        (_, before: string, token: string) => `${before}${token}~${argumentsOf(request)}`,
      ),
    }),
  },
};
