import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-accepts-missing-start',
  breaks: 'asl:machine/missing-start',
  does: 'A definition without StartAt is accepted.',
  options: { reviseDiagnostics: (found) => found.filter(({ message }) => !message.includes('StartAt')) },
};
