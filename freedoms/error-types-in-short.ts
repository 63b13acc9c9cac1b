import type { Freedom } from '../engine/fault.js';
import { everyRefusal } from './ways/answers.js';

const HEADER = 'x-amzn-errortype';

export const freedom: Freedom = {
  id: 'error-types-in-short',
  does: 'The type of an error is its name alone in the body, and has a colon and an address after it in the header.',
  because:
    'Smithy, AWS JSON 1.0 and REST JSON: a namespace before the name and an address after it may be there, and clients cut both off.',
  ...everyRefusal((body, { answer }) => {
    const { __type: type } = body as { readonly __type?: unknown };
    const { [HEADER]: named, ...headers } = answer.headers ?? {};
    const name = typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : named;
    return {
      ...answer,
      headers: { ...headers, ...(name && { [HEADER]: `${name}:http://internal.amazon.com/coral/` }) },
      body: JSON.stringify(type === undefined ? body : { ...body, __type: name }),
    };
  }),
};
