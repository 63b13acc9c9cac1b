import type { Fault } from '../engine/fault.js';
import { eachExpression } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-predicates-give-nothing',
  breaks: 'asl:jsonata/output',
  does: 'A predicate in an expression selects nothing.',
  source: 'https://github.com/ministackorg/ministack/pull/1522',
  options: { reviseDefinition: eachExpression((expression) => expression.replace(/\[\w+ [<>=].*?\]/g, '[false]')) },
};
