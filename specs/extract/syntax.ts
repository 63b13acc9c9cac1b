import type { Members, Shape, Structure } from '../spec.js';
import { ExtractionError } from './error.js';
import type { WalkedSection } from './walk.js';

/**
 * Holds a syntax section against the members that the text describes: the same names in the same order, at every depth, with
 * values that fit their types. A block that a page break has cut into several is not JSON any more: only its set of names is
 * compared then, and the returned sentence says so. Throws `ExtractionError` where they differ.
 */
export function checkSyntax(
  section: WalkedSection,
  members: Members,
  dataTypes: Readonly<Record<string, Structure>>,
  owner: string,
): string | undefined {
  const [only, ...more] = section.fences;
  if (!only) throw new ExtractionError(`"${section.name}" of ${owner} has no code block`, section.line);
  const fail = (what: string): never => {
    throw new ExtractionError(`"${section.name}" of ${owner} ${what}`, only.line);
  };
  if (more.length > 0) {
    const printed = new Set<string>();
    for (const fence of section.fences)
      for (const match of fence.text.matchAll(/"(\w+)":/g)) printed.add(match[1] ?? '');
    const described = new Set<string>();
    collectNames(members, dataTypes, described);
    for (const name of described) if (!printed.has(name)) fail(`lacks ${name}`);
    for (const name of printed) if (!described.has(name)) fail(`has ${name}, which is not described`);
    return `line ${only.line}: "${section.name}" of ${owner} is cut into ${section.fences.length} blocks; only its names were compared.`;
  }
  let block: unknown;
  try {
    block = JSON.parse(only.text.replace(/([:[]\s*)(number|boolean|blob)(?=\s*[,}\]\n])/g, '$1"<$2>"'));
  } catch {
    fail('is not a JSON block');
  }
  compareMembers(block, members, dataTypes, '', fail);
  return undefined;
}

type Fail = (what: string) => never;

function compareMembers(
  block: unknown,
  members: Members,
  dataTypes: Readonly<Record<string, Structure>>,
  at: string,
  fail: Fail,
): void {
  if (typeof block !== 'object' || block === null || Array.isArray(block)) {
    fail(`has no object at ${at || 'its top'}`);
    return;
  }
  const [printed, described] = [Object.keys(block), Object.keys(members)];
  if (printed.join() !== described.join())
    fail(`has ${printed.join(', ')} where ${described.join(', ')} are described`);
  for (const [name, value] of Object.entries(block)) {
    const member = members[name];
    if (member) compareValue(value, member, dataTypes, at === '' ? name : `${at}.${name}`, fail);
  }
}

function compareValue(
  value: unknown,
  shape: Shape,
  dataTypes: Readonly<Record<string, Structure>>,
  at: string,
  fail: Fail,
): void {
  if (shape.type === 'structure') {
    const structure = dataTypes[shape.name] ?? fail(`has ${shape.name}, which is not described`);
    compareMembers(value, structure.members, dataTypes, at, fail);
  } else if (shape.type === 'list') {
    if (!Array.isArray(value) || value.length !== 1) fail(`does not show ${at} as a list`);
    else compareValue(value[0], shape.items, dataTypes, `${at}[]`, fail);
  } else if (shape.type === 'map') {
    if (typeof value !== 'object' || value === null) fail(`does not show ${at} as a map`);
  } else if (value !== PLACEHOLDERS[shape.type]) {
    fail(`shows ${at} as ${JSON.stringify(value)}, which is described as ${shape.type}`);
  }
}

const PLACEHOLDERS = {
  string: 'string',
  boolean: '<boolean>',
  blob: '<blob>',
  timestamp: '<number>',
  integer: '<number>',
  long: '<number>',
  float: '<number>',
  double: '<number>',
} as const;

function collectNames(members: Members, dataTypes: Readonly<Record<string, Structure>>, into: Set<string>): void {
  for (const [name, member] of Object.entries(members)) {
    into.add(name);
    const inner = member.type === 'list' ? member.items : member;
    if (inner.type === 'structure') collectNames(dataTypes[inner.name]?.members ?? {}, dataTypes, into);
  }
}
