import type { Freedom } from '../engine/fault.js';
import { operationOf } from '../faults/ways/wire.js';
import { objectOf } from './ways/bodies.js';

const LISTS = /^(List(?!TagsForResource)|GetExecutionHistory$)/;
const DURABLE_LISTS = /\/(durable-executions|history|state)$/;
/** What a page holds at most when nothing else is asked for. */
const USUAL = 7;

export const freedom: Freedom = {
  id: 'short-pages',
  does: 'A page has about half as many items as it might, and never more than 7.',
  because: 'Both references, maxResults: it is an upper limit, and a page may hold fewer.',
  edge: {
    rewriteRequest: (request) => {
      if (!LISTS.test(operationOf(request))) return request;
      const asked = objectOf(request.body);
      if (asked === undefined) return request;
      const { maxResults = 0 } = asked;
      if (typeof maxResults !== 'number' || !Number.isInteger(maxResults)) return request;
      if (maxResults < 0 || maxResults > 1_000) return request;
      return { ...request, body: JSON.stringify({ ...asked, maxResults: shorter(maxResults) }) };
    },
  },
  durable: {
    rewriteRequest: (request) => {
      if (request.method !== 'GET' || !DURABLE_LISTS.test(request.path)) return request;
      const parts = request.query.split('&').filter((part) => part !== '');
      const asked = parts.find((part) => part.startsWith('MaxItems='))?.slice('MaxItems='.length) ?? '0';
      if (!/^\d{1,3}$|^1000$/.test(asked)) return request;
      const others = parts.filter((part) => !part.startsWith('MaxItems='));
      return { ...request, query: [...others, `MaxItems=${shorter(Number(asked))}`].join('&') };
    },
  },
};

function shorter(limit: number): number {
  return limit === 0 ? USUAL : Math.min(USUAL, Math.ceil(limit / 2));
}
