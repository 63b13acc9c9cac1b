import type { CheckOptions, RuleId } from '../../../../engine/asl/check/index.js';
import type { JsonObject } from '../../../../engine/asl/doc.js';
import type { Draft } from './draft.js';

/** A definition that is accepted, and a change to it that breaks exactly one rule. */
export interface Mutant {
  rule: RuleId;
  change: string;
  twin: JsonObject;
  /** changes a copy of the twin */
  mutate(draft: Draft): void;
  options?: CheckOptions;
}
