import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'connections-for-one-request',
  does: 'Each connection is closed after one answer.',
  because: 'RFC 9112, section 9.6: a server may close a connection when it says so.',
  ...everyAnswer(({ answer }) => ({ ...answer, headers: { ...answer.headers, connection: 'close' } })),
};
