import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-pages-skip',
  breaks: 'sfn:List/behaviour/pages-concatenate',
  does: 'Each page after the first leaves out its first item, when it has several.',
  options: {
    rewriteResponse: answers(['ListExecutions', 'ListStateMachines', 'ListActivities'], (output, input) => {
      const [name, items] = Object.entries(output).find(([, value]) => Array.isArray(value)) as [string, unknown[]];
      return input.nextToken === undefined || items.length < 2 ? output : { ...output, [name]: items.slice(1) };
    }),
  },
};
