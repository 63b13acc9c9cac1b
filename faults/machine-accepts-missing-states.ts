import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-accepts-missing-states',
  breaks: 'asl:machine/missing-states',
  does: 'A definition without States is accepted.',
  source: 'moto 5.2.5, run',
  options: { reviseDiagnostics: (found) => found.filter(({ message }) => !message.includes('States')) },
};
