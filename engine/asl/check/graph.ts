import type { Json, JsonObject } from '../doc.js';
import { isObject } from './context.js';
import type { Report } from './diagnostic.js';
import { Place } from './place.js';

/** A machine, branch or item processor, found in a definition whose shapes have been checked. */
interface Scope {
  startAt: string;
  states: JsonObject;
  place: Place;
}

interface Target {
  name: string;
  place: Place;
}

const items = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function scopeOf(machine: JsonObject, place: Place): Scope | undefined {
  const { StartAt: startAt, States: states } = machine;
  return typeof startAt === 'string' && isObject(states) ? { startAt, states, place } : undefined;
}

interface StateAt {
  name: string;
  state: JsonObject;
  place: Place;
}

function statesOf({ states, place }: Scope): StateAt[] {
  const at = place.at('States');
  const found: StateAt[] = [];
  for (const name of Object.keys(states)) {
    const state = states[name];
    if (isObject(state)) found.push({ name, state, place: at.at(name) });
  }
  return found;
}

/** The machines directly inside a state. */
function machinesIn(state: JsonObject, place: Place): Scope[] {
  const found: Scope[] = [];
  const add = (machine: Json | undefined, at: () => Place): void => {
    const scope = isObject(machine) ? scopeOf(machine, at()) : undefined;
    if (scope !== undefined) found.push(scope);
  };
  add(state.ItemProcessor, () => place.at('ItemProcessor'));
  add(state.Iterator, () => place.at('Iterator'));
  items(state.Branches).forEach((branch, index) => {
    add(branch, () => place.at('Branches').at(index));
  });
  return found;
}

/** Where a state may go, in the order in which AWS looks. */
function targetsOf(state: JsonObject, place: Place): Target[] {
  const found: Target[] = [];
  const add = (name: Json | undefined, at: () => Place): void => {
    if (typeof name === 'string') found.push({ name, place: at() });
  };
  add(state.Next, () => place.at('Next'));
  for (const field of ['Choices', 'Catch'])
    items(state[field]).forEach((entry, index) => {
      if (isObject(entry)) add(entry.Next, () => place.at(field).at(index).at('Next'));
    });
  add(state.Default, () => place.at('Default'));
  return found;
}

const isTerminal = (state: JsonObject): boolean =>
  state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';

/** The rules about names: of states, and of Map states' labels. */
function checkNames(scope: Scope, names: Names, report: Report): void {
  for (const { name, state, place } of statesOf(scope)) {
    checkStateName(name, place, names, report);
    if (typeof state.Label === 'string') checkLabel(state.Label, place.at('Label'), names, report);
    for (const inside of machinesIn(state, place)) checkNames(inside, names, report);
  }
}

interface Names {
  readonly states: Set<string>;
  readonly labels: Set<string>;
  readonly longest: number;
}

function checkStateName(name: string, place: Place, { states, longest }: Names, report: Report): void {
  if (name === '') report.add('state-name', 'Invalid State name: a state name cannot be empty', place);
  else if ([...name].length > longest)
    report.add(
      'state-name',
      `Invalid State name: ${name} exceeds the ${longest}-character limit allowed by the service`,
      place,
    );
  if (states.has(name)) report.add('state-name-unique', `Duplicate State name: ${name}`, place);
  states.add(name);
}

const longestLabel = 40;
/** Characters that names of the API can't have either, and that a label, being part of an ARN, can't. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbiddenInLabel = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

function checkLabel(label: string, place: Place, { labels }: Names, report: Report): void {
  if ([...label].length > longestLabel)
    report.add(
      'label-name',
      `Invalid Label name: ${label} exceeds the ${longestLabel}-character limit allowed by the service`,
      place,
    );
  else if (label === '' || forbiddenInLabel.test(label))
    report.add('label-name', `Invalid Label name: ${label}`, place);
  if (labels.has(label)) report.add('label-unique', `Duplicate Label name: ${label}`, place);
  labels.add(label);
}

/**
 * The rules about where states go. Without any terminal state AWS doesn't look for states that can't be reached; only
 * the machine itself has to have one, branches and item processors don't (measured by floci-io/floci, 2026-08).
 */
function checkTransitions(scope: Scope, kind: 'machine' | 'inside', report: Report): void {
  const { states, startAt, place } = scope;
  const next = new Map<string, string[]>();
  const known = (name: string): boolean => Object.hasOwn(states, name);
  const missing = (target: Target): void => {
    report.add('transition-target', `Missing 'Next' target: ${target.name}`, target.place);
  };
  const all = statesOf(scope);
  let terminal = false;
  if (!known(startAt)) missing({ name: startAt, place: place.at('StartAt') });
  for (const { name, state, place: at } of all) {
    if (isTerminal(state)) terminal = true;
    const targets = targetsOf(state, at);
    next.set(
      name,
      targets.map((target) => target.name),
    );
    for (const target of targets) if (!known(target.name)) missing(target);
  }
  if (kind === 'machine' && !terminal) report.add('terminal-state', 'Workflow has no terminal state');
  else checkReachable(all, scope.startAt, next, report);
  for (const { state, place: at } of all)
    for (const inside of machinesIn(state, at)) checkTransitions(inside, 'inside', report);
}

function checkReachable(
  all: readonly StateAt[],
  startAt: string,
  next: ReadonlyMap<string, readonly string[]>,
  report: Report,
): void {
  const reached = new Set<string>();
  const waiting = [startAt];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const target of next.get(name) ?? []) waiting.push(target);
  }
  for (const { name, place } of all)
    if (!reached.has(name)) report.add('state-reachable', `State "${name}" is not reachable.`, place);
}

/** The rules that look at states together. The definition's shapes must have been checked. */
export function checkGraph(definition: JsonObject, longestName: number, report: Report): void {
  const scope = scopeOf(definition, Place.root);
  if (scope === undefined) return;
  checkNames(scope, { states: new Set(), labels: new Set(), longest: longestName }, report);
  checkTransitions(scope, 'machine', report);
}

/** As {@link checkGraph}, for the machines inside a state that stands alone. */
export function checkGraphsInside(state: JsonObject, longestName: number, place: Place, report: Report): void {
  for (const inside of machinesIn(state, place)) {
    checkNames(inside, { states: new Set(), labels: new Set(), longest: longestName }, report);
    checkTransitions(inside, 'inside', report);
  }
}
