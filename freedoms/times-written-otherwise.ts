import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

/** A member whose value is a time: its name says so in both APIs. */
const TIME = /("(?:\w*[dD]ate|\w*[tT]imestamp|scheduledTime)":)(\d{9,}(?:\.\d+)?)(?=[,}])/g;

export const freedom: Freedom = {
  id: 'times-written-otherwise',
  does: 'Times are written with an exponent.',
  because: 'The 2017 reference itself shows a time as 1.4E9-like number, and RFC 8259, section 6, leaves it open.',
  ...everyAnswer(({ answer }) => ({
    ...answer,
    body: String(answer.body).replaceAll(TIME, (_, name: string, time: string) => name + Number(time).toExponential()),
  })),
};
