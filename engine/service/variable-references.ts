import type { Json, JsonObject } from '../asl/doc.js';
import { isJsonata, parseIntrinsic, parseJsonata, parsePath } from '../asl/index.js';

/**
 * The variables that each state of a machine reads, sorted; states that read none are left out (recorded:
 * test_sfn_api_variable_references).
 */
export function variableReferences(definition: JsonObject): Record<string, string[]> {
  const references: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  visitStates(definition, definition.QueryLanguage === 'JSONata', references);
  return { ...references };
}

function visitStates(machine: JsonObject, jsonata: boolean, references: Record<string, string[]>): void {
  for (const [name, state] of Object.entries(objectOf(machine.States))) {
    const { Branches, ItemProcessor, Iterator, ...own } = objectOf(state);
    const inJsonata = own.QueryLanguage === undefined ? jsonata : own.QueryLanguage === 'JSONata';
    const found = new Set<string>();
    if (inJsonata) collectJsonata(own, found);
    else collectPaths(own, found);
    if (found.size > 0) references[name] = [...found].sort();
    for (const inner of [...(Array.isArray(Branches) ? Branches : []), ItemProcessor, Iterator]) {
      visitStates(objectOf(inner), inJsonata, references);
    }
  }
}

/** Fields whose members are data, but for those that end in `.$`. */
const TEMPLATES: ReadonlySet<string> = new Set([
  'Parameters',
  'ResultSelector',
  'ItemSelector',
  'Assign',
  'Credentials',
  'BatchInput',
]);

function collectPaths(value: Json, found: Set<string>, inTemplate = false): void {
  if (Array.isArray(value)) {
    for (const item of value) collectPaths(item, found, inTemplate);
    return;
  }
  for (const [name, member] of Object.entries(objectOf(value))) {
    if (name === 'Result' && !inTemplate) continue;
    if (typeof member !== 'string') collectPaths(member, found, inTemplate || TEMPLATES.has(name));
    else if (name.endsWith('.$') || (!inTemplate && isPathField(name))) collectExpression(member, found);
  }
}

function isPathField(name: string): boolean {
  return name === 'Variable' || (name.endsWith('Path') && name !== 'ResultPath');
}

function collectExpression(text: string, found: Set<string>): void {
  if (text.startsWith('$')) {
    const path = parsePath(text);
    if (path.ok && path.syntax.root.kind === 'variable') found.add(path.syntax.root.name);
    return;
  }
  const intrinsic = parseIntrinsic(text);
  const pending = intrinsic.ok ? [intrinsic.syntax] : [];
  for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
    for (const argument of call.arguments) {
      if (argument.kind === 'call') pending.push(argument.call);
      else if (argument.kind === 'path' && argument.path.root.kind === 'variable') found.add(argument.path.root.name);
    }
  }
}

function collectJsonata(value: Json, found: Set<string>): void {
  if (typeof value === 'string') {
    if (!isJsonata(value)) return;
    const expression = parseJsonata(value.slice(2, -2));
    if (expression.ok)
      for (const variable of expression.syntax.variables) if (variable !== 'states') found.add(variable);
  } else if (Array.isArray(value)) {
    for (const item of value) collectJsonata(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collectJsonata(member, found);
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
