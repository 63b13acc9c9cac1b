import { randomBytes } from 'node:crypto';
import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

/** What begins a longer token, 300 characters of chance follow, and then the token. */
const MARK = 'AQC+/=';

const GIVEN = /("(?:nextToken|taskToken|NextMarker)":\s*")(?=[^"])/g;
const TAKEN = /AQC\+\/=[\w+/]{300}/g;

export const freedom: Freedom = {
  id: 'tokens-of-another-form',
  does: 'Tokens of pages and tasks are 300 characters longer, have signs in them that an address must escape, and differ each time.',
  because: 'The references limit the length of a token and say nothing of what is in it.',
  ...merged(),
};

function merged(): Pick<Freedom, 'edge' | 'durable'> {
  const given = everyAnswer(({ answer }) => ({
    ...answer,
    body: String(answer.body).replaceAll(GIVEN, (before) => before + MARK + randomBytes(225).toString('base64')),
  }));
  return {
    edge: {
      ...given.edge,
      rewriteRequest: (request) => ({ ...request, body: request.body.replaceAll(TAKEN, '') }),
    },
    durable: {
      ...given.durable,
      rewriteRequest: (request) => ({
        ...request,
        query: request.query
          .split('&')
          .map((pair) => (pair.startsWith('Marker=') ? encoded(decoded(pair).replaceAll(TAKEN, '')) : pair))
          .join('&'),
        body: Buffer.from(request.body.toString('latin1').replaceAll(TAKEN, ''), 'latin1'),
      }),
    },
  };
}

const decoded = (pair: string): string => decodeURIComponent(pair.slice('Marker='.length));
const encoded = (marker: string): string => `Marker=${encodeURIComponent(marker)}`;
