import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-accepts-missing-start',
  breaks: 'asl:machine/missing-start',
  does: 'A definition without StartAt is accepted.',
  source: 'moto 5.2.5, run',
  options: { reviseDiagnostics: (found) => found.filter(({ message }) => !message.includes('StartAt')) },
};
