import { randomBytes } from 'node:crypto';
import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

/** What begins a longer token; 300 characters of chance follow, and then the token. */
const MARK = 'AQC+/=';
const LONGER = /AQC\+\/=[\w+/]{300}/g;
const GIVEN = /("(?:nextToken|taskToken|NextMarker)":\s*")(?=[^"])/g;

/** What tokens that were given begin with. */
let given = new Set<string>();

const longer = (text: string): string =>
  text.replaceAll(GIVEN, (before) => {
    const start = MARK + randomBytes(225).toString('base64');
    given.add(start);
    return before + start;
  });

/** A token that was changed stays as it is, and is not known then. */
const asItWas = (text: string): string => text.replaceAll(LONGER, (start) => (given.has(start) ? '' : start));

const answers = everyAnswer(({ answer }) => ({ ...answer, body: longer(String(answer.body)) }));

export const freedom: Freedom = {
  id: 'tokens-of-another-form',
  does: 'Tokens of pages and tasks are 300 characters longer, have signs in them that an address must escape, and differ each time.',
  because: 'The references limit the length of a token and say nothing of what is in it.',
  install: () => {
    given = new Set();
  },
  edge: { ...answers.edge, rewriteRequest: (request) => ({ ...request, body: asItWas(request.body) }) },
  durable: {
    ...answers.durable,
    rewriteRequest: (request) => ({ ...request, query: request.query.split('&').map(ofMarker).join('&') }),
  },
};

function ofMarker(pair: string): string {
  const name = 'Marker=';
  return pair.startsWith(name) ? name + encodeURIComponent(asItWas(decodeURIComponent(pair.slice(name.length)))) : pair;
}
