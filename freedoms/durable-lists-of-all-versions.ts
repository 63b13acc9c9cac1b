import type { Freedom } from '../engine/fault.js';
import { rule } from '../faults/ways/durable.js';

export const freedom: Freedom = {
  id: 'durable-lists-of-all-versions',
  does: 'A list of executions that names no version is of all versions of the function.',
  because: 'The reference of ListDurableExecutionsByFunction does not say of which versions it is without Qualifier.',
  durable: rule('reading', () => ({ listQualifier: (qualifier) => qualifier })),
};
