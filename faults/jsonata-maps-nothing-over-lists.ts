import type { Fault } from '../engine/fault.js';
import { eachExpression } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-maps-nothing-over-lists',
  breaks: 'asl:jsonata/output',
  does: 'A name after a list selects nothing, in place of the member of each item.',
  source: 'https://github.com/ministackorg/ministack/pull/1522',
  options: {
    reviseDefinition: eachExpression((expression) =>
      expression.replace(/(\$states\.input\.items(?:\[.*?\])?)\.(\w+)/g, '($$type($1) = "array" ? null : $1.$2)'),
    ),
  },
};
