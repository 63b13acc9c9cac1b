import type { Json } from '../doc.js';
import { type Check, isObject } from './context.js';
import { jsonataValue } from './jsonata-values.js';
import { template } from './path-values.js';
import { variableNameFault } from './variables.js';

/** The rules of Assign: what the variables are called and what they get. */
export const assign: Check = (value, place, context) => {
  if (!isObject(value)) {
    context.report.add('field-type', 'Expected value of type [OBJECT]', place);
    return;
  }
  for (const member of Object.keys(value)) {
    const name = context.language === 'JSONPath' ? member.replace(/\.\$$/, '') : member;
    const fault = variableNameFault(name);
    if (fault !== undefined) context.report.add('variable-name', fault, place.at(member));
    else if (name === 'states')
      context.report.add('variable-reserved', "Cannot assign to reserved variable '$states'.", place.at(member));
    else context.variables.assign(name, place.at(member));
  }
  if (context.language === 'JSONPath') template(value, place, context);
  else for (const member of Object.keys(value)) jsonataValue(value[member] as Json, place.at(member), context);
};
