import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

/** The text that a JSON text stands for; any other value's own. */
const plain = (text: string): string => (text.startsWith('"') ? String(JSON.parse(text)) : text);

export const fault: Fault = {
  id: 'variables-in-history-as-values',
  breaks: 'asl:variables/in-history',
  does: 'The exit event of a state lists texts that it assigned without the quotes of JSON.',
  options: {
    rewriteResponse: eachEvent((event) =>
      withDetails(event, (details) => {
        const { assignedVariables } = details;
        if (typeof assignedVariables !== 'object' || assignedVariables === null) return details;
        const values = Object.entries(assignedVariables).map(([name, text]) => [name, plain(String(text))]);
        return { ...details, assignedVariables: Object.fromEntries(values) };
      }),
    ),
  },
};
