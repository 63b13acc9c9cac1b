import { isEqualJson } from '../expected.js';
import type { Value } from '../judge/body.js';

/** Members that hold JSON as text. */
const TEXTS: ReadonlySet<string> = new Set(['input', 'output', 'parameters']);

/** Whether two members of details say the same. JSON texts are compared as values, ids of events apart. */
export function isSameMember(name: string, one: Value | undefined, other: Value | undefined): boolean {
  if (one === other) return true;
  if (TEXTS.has(name)) return isEqualJson(parsed(one), parsed(other));
  if (name === 'assignedVariables') return isEqualJson(eachParsed(one), eachParsed(other));
  if (name === 'cause' && typeof one === 'string' && typeof other === 'string')
    return withoutIds(one) === withoutIds(other);
  return isEqualJson(one, other);
}

function parsed(text: Value | undefined): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(withoutIds(text));
  } catch {
    return text;
  }
}

function eachParsed(variables: Value | undefined): unknown {
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return variables;
  return Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, parsed(text)]));
}

/** Causes name events by their ids. A catcher makes a cause a part of the data. */
function withoutIds(text: string): string {
  return text.replaceAll(/event id #\d+/g, 'event id #?');
}

/** Whether two outputs are the same value, ids of events in caught causes apart. */
export function isSameOutput(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return isEqualJson(one, other) || isEqualJson(parsed(JSON.stringify(one)), parsed(JSON.stringify(other)));
}
