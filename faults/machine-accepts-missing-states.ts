import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-accepts-missing-states',
  breaks: 'asl:machine/missing-states',
  does: 'A definition without States is accepted.',
  options: { reviseDiagnostics: (found) => found.filter(({ message }) => !message.includes('States')) },
};
