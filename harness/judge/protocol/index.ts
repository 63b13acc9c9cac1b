import type { Rule } from '../rule.js';
import { answerRules } from './answer.js';
import { eventOrderRules } from './event-order.js';
import { memberRules } from './members.js';
import { refusalRules } from './refusal.js';

/**
 * The rules of AWS JSON 1.0, as Step Functions speaks it (Smithy, "AWS JSON 1.0 protocol"; statements `wire:response/...`), and the
 * order of events.
 */
export const protocolRules: readonly Rule[] = [...answerRules, ...refusalRules, ...memberRules, ...eventOrderRules];
