import type { Freedom } from '../engine/fault.js';
import { everyRefusal } from './ways/answers.js';

const OTHER: Readonly<Record<string, string>> = { message: 'Message', Message: 'message' };

export const freedom: Freedom = {
  id: 'errors-with-a-capital-message',
  does: 'The message of an error has the other of its two names, message and Message.',
  because: 'AWS services send both, and the SDKs read both.',
  ...everyRefusal((body, { answer }) => ({
    ...answer,
    body: JSON.stringify(Object.fromEntries(Object.entries(body).map(([name, value]) => [OTHER[name] ?? name, value]))),
  })),
};
