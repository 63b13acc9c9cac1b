import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'machine-accepts-unknown-next',
  breaks: 'asl:machine/unknown-next',
  does: 'A Next that names no state is accepted.',
  source: 'https://github.com/floci-io/floci/issues/2735',
  options: { reviseDiagnostics: (found) => found.filter(({ path }) => path.at(-1) === 'StartAt') },
};
