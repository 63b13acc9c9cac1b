import type { Doc, Json } from './doc.js';
import type { Scope } from './scope.js';

/** A path, template or query, compiled once. */
export interface Expression {
  /** The value, when it is the same in every scope. */
  readonly constant: Doc | undefined;
  /** @throws StatesError */
  evaluate(scope: Scope): Doc;
  /** As {@link evaluate}, for who needs no text. */
  value(scope: Scope): Json;
}
