import type { Fault } from '../engine/fault.js';
import { jsonataFunctions } from './ways/language.js';

export const fault: Fault = {
  id: 'jsonata-range-without-the-end',
  breaks: 'asl:jsonata/functions',
  does: 'The function $range stops before its last number, also when a step lands on it.',
  options: jsonataFunctions({
    range: ([first, last, step]) => {
      const numbers: number[] = [];
      for (let number = Number(first); number < Number(last); number += Number(step)) numbers.push(number);
      return numbers;
    },
  }),
};
