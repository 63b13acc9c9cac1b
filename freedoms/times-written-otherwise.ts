import type { Freedom } from '../engine/fault.js';
import { everyAnswer } from './ways/answers.js';

/** A member whose value is a time: its name says so in both APIs. */
const TIME = /("(?:\w*[dD]ate|\w*[tT]imestamp|scheduledTime)":)(\d{9,}(?:\.\d+)?)(?=[,}])/g;

export const freedom: Freedom = {
  id: 'times-written-otherwise',
  does: 'Times are written with an exponent.',
  because: 'Both references give a time as a number, and RFC 8259, section 6, lets a number have an exponent.',
  ...everyAnswer(({ answer }) => ({
    ...answer,
    body: String(answer.body).replaceAll(TIME, (_, name: string, time: string) => name + Number(time).toExponential()),
  })),
};
