import type { Json } from '../doc.js';
import { type Check, isObject, type StateContext } from './context.js';
import { jsonataObject } from './jsonata-values.js';
import { callUse, type Fault, pathUse, type Use } from './paths.js';
import type { Place } from './place.js';
import { referenceFault } from './reference.js';
import type { RuleId } from './rules.js';
import { looksLikePath } from './values.js';

const modern = (context: StateContext): boolean => context.edition === 'current';

/** A JSONPath of InputPath and OutputPath; `null` stands for nothing. */
export const path: Check = (value, place, context) => {
  if (value === null) return;
  if (typeof value !== 'string') {
    context.report.add('field-type', 'Expected value of type [STRING]', place);
    return;
  }
  const use = pathUse(value);
  if (typeof use === 'string' || (use.root !== 'input' && !modern(context)))
    context.report.add('path-syntax', 'Value must be a valid JSONPath.', place);
  else reads(use, place, context);
};

function reads(use: Use, place: Place, context: StateContext): void {
  for (const name of use.variables) context.variables.read(name, place);
}

/** @param roots what a path may begin with besides `$` */
function reference(roots: readonly ('context' | 'variable')[]): Check {
  return (value, place, context) => {
    if (typeof value !== 'string') {
      context.report.add('field-type', 'Expected value of type [STRING]', place);
      return;
    }
    const fault = referenceFault(value, modern(context) ? roots : []);
    if (fault !== undefined) context.report.add('reference-path', `Value is not a Reference Path${fault}`, place);
    else {
      const use = pathUse(value);
      if (typeof use !== 'string') reads(use, place, context);
    }
  };
}

/** A reference path into the input or a variable: SecondsPath, MaxConcurrencyPath, ... */
export const referencePath: Check = reference(['variable']);

/** One into the context object too: ItemsPath, Variable and the operators that end in Path. */
export const referenceOrContextPath: Check = reference(['variable', 'context']);

/** A ResultPath: into the input only; `null` throws the result away. */
export const resultPath: Check = (value, place, context) => {
  if (value !== null) reference([])(value, place, context);
};

const faults: Readonly<Record<Fault, RuleId>> = { syntax: 'template-path', call: 'intrinsic-call' };

/** The rules of the text of a member that ends in `.$`, or of ErrorPath and CausePath. */
function dynamic(name: string, text: string, place: Place, context: StateContext): void {
  const use = text.startsWith('$') ? pathUse(text) : callUse(text);
  if (typeof use !== 'string') reads(use, place, context);
  else
    context.report.add(
      faults[use],
      `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
      place,
    );
}

/** A path or an intrinsic function call in a field of its own. */
export function pathOrIntrinsic(name: string): Check {
  return (value, place, context) => {
    if (typeof value === 'string') dynamic(name, value, place, context);
    else context.report.add('field-type', 'Expected value of type [STRING]', place);
  };
}

/** The members of a payload template. AWS reports them at the template as a whole, not where they stand in it. */
function members(value: Json, place: Place, context: StateContext): void {
  if (Array.isArray(value)) for (const item of value) members(item, place, context);
  else if (isObject(value))
    for (const [name, member] of Object.entries(value)) {
      if (name.endsWith('.$')) dynamicMember(name, member, place, context);
      else if (typeof member === 'string' && looksLikePath(member))
        context.report.add(
          'template-no-dollar',
          `The value of '${name}' looks like a JSONPath or intrinsic function. Use '${name}.$' to evaluate it at runtime.`,
          place,
        );
      else members(member, place, context);
    }
}

function dynamicMember(name: string, value: Json, place: Place, context: StateContext): void {
  if (typeof value === 'string') {
    dynamic(name, value, place, context);
    return;
  }
  const type = value === null ? 'NULL' : Array.isArray(value) ? 'ARRAY' : (typeof value).toUpperCase();
  context.report.add(
    'template-path',
    `The value for the field '${name}' must be a STRING that contains a JSONPath but was an ${type}`,
    place,
  );
}

/** A payload template: Parameters, ResultSelector and their kin. */
export const template: Check = (value, place, context) => {
  if (isObject(value)) members(value, place, context);
  else context.report.add('field-type', 'Expected value of type [OBJECT]', place);
};

/** A template in either query language. */
export const anyTemplate: Check = (value, place, context) => {
  (context.language === 'JSONata' ? jsonataObject : template)(value, place, context);
};
