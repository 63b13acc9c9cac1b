import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-lists-of-all-versions',
  does: 'A list of executions that names no version is of all versions of the function.',
  because:
    "The model's text says that a list without Qualifier is of $LATEST, an emulator lists all versions, and nothing recorded settles it.",
  durable: rule('reading', () => ({ listQualifier: (qualifier) => qualifier })),
};
