import type { Json, JsonObject } from '../doc.js';
import { type Diagnostic, Report } from './diagnostic.js';
import { at, findJsonFault } from './json-fault.js';
import { Place } from './place.js';
import { findRepeatedStates } from './repeated-states.js';

/** The most characters of a definition (CreateStateMachine's model). */
export const maximumSize = 1_048_576;
/** How deep values may nest: the limit of AWS's JSON parser. What walks a definition may recurse, since it is parsed first. */
export const maximumDepth = 1_000;

/** A definition's text read as JSON: the object when there is one, else what keeps it from being one. */
export type Parsed =
  | { definition: JsonObject; diagnostics: readonly Diagnostic[] }
  | { definition?: undefined; diagnostics: readonly Diagnostic[] };

/** Reads a definition's text. Never throws; text beyond the limits is refused with a diagnostic. */
export function parseDefinition(text: string): Parsed {
  const report = new Report();
  const diagnostics = report.diagnostics;
  if (text.length > maximumSize) {
    report.add('definition-size', `The definition has ${text.length} characters, the most allowed is ${maximumSize}`);
    return { diagnostics };
  }
  if (text.trim() === '') {
    report.add('definition-empty', 'The state machine definition is empty');
    return { diagnostics };
  }
  if (deeperThan(text, maximumDepth)) {
    report.add('json-depth', `The definition nests deeper than ${maximumDepth} levels`);
    return { diagnostics };
  }
  let definition: Json;
  try {
    definition = JSON.parse(text) as Json;
  } catch (error) {
    const fault = findJsonFault(text) ?? { message: (error as Error).message, offset: 0 };
    report.add('json-syntax', `${fault.message}\n at ${at(text, fault.offset)}`);
    return { diagnostics };
  }
  if (definition === null) report.add('definition-empty', 'The state machine definition is empty');
  else if (typeof definition !== 'object' || Array.isArray(definition))
    report.add('definition-object', 'Expected value of type [OBJECT]', Place.root);
  else {
    for (const place of findRepeatedStates(text))
      report.add('state-name-unique', `Duplicate State name: ${place.path.at(-1)}`, place);
    return { definition, diagnostics };
  }
  return { diagnostics };
}

/** Whether brackets nest deeper than `limit`. Counts those outside strings; the text need not be JSON. */
function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) {
      offset++;
      for (let inside = text.charCodeAt(offset); offset < text.length && inside !== 0x22; ) {
        offset += inside === 0x5c ? 2 : 1;
        inside = text.charCodeAt(offset);
      }
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}
