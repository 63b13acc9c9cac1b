import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'answers-in-chunks',
  does: 'Answers come in chunks, without a Content-Length.',
  because: 'RFC 9112, section 7.1: any HTTP/1.1 message may be sent so.',
  ...everyAnswer(({ answer }) =>
    answer.status === 204 ? answer : { ...answer, headers: { ...answer.headers, 'transfer-encoding': 'chunked' } },
  ),
};
