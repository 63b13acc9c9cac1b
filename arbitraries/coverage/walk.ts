import { isObject, type Json, type JsonObject } from '../json.js';
import { isLevel, type Level } from '../relations/places.js';
import { comparisons, type Edges, edge, grammar, pair } from './grammar.js';

const isComparison: ReadonlySet<string> = new Set(comparisons);

/** The edges of the grammar that a definition has, and the pairs of edges. */
export function edgesOf(definition: JsonObject): Edges {
  const walk = new Walk();
  if (isLevel(definition)) walk.level(definition, 'machine', []);
  return walk;
}

type Incoming = readonly string[];

class Walk implements Edges {
  readonly edges = new Set<string>();
  readonly pairs = new Set<string>();

  /** Adds an edge, and a pair with each that leads to where it begins. */
  private add(incoming: Incoming, from: string, field: string, to: string): string {
    const added = edge(from, field, to);
    this.edges.add(added);
    for (const before of incoming) this.pairs.add(pair(before, added));
    return added;
  }

  level(level: Level['machine'], kind: Level['within'], incoming: Incoming): void {
    const { States, StartAt, ProcessorConfig } = level;
    const typeOf = (name: unknown): string => String(States[String(name)]?.Type);
    const leading = new Map<string, string[]>(Object.keys(States).map((name) => [name, []]));
    const lead = (target: unknown, added: string): void => void leading.get(String(target))?.push(added);
    lead(StartAt, this.add(incoming, kind, 'StartAt', typeOf(StartAt)));
    for (const field of ['Comment', 'Version', 'TimeoutSeconds', 'QueryLanguage']) {
      if (kind === 'machine' && level[field] !== undefined)
        this.add(incoming, kind, field, valueKind(kind, field, level[field]));
    }
    if (kind === 'processor') {
      const mode = isObject(ProcessorConfig) ? ProcessorConfig.Mode : undefined;
      this.add(incoming, kind, 'Mode', typeof mode === 'string' ? mode : 'INLINE');
    }
    // First all ways to states, then what is in them: a pair needs what leads there.
    for (const state of Object.values(States)) this.ways(state, typeOf, lead);
    for (const [name, state] of Object.entries(States)) this.state(state, leading.get(name)!, typeOf);
  }

  /** Where a state leads, as the first edge of pairs. */
  private ways(
    state: JsonObject,
    typeOf: (name: unknown) => string,
    lead: (target: unknown, by: string) => void,
  ): void {
    const type = String(state.Type);
    for (const field of ['Next', 'Default']) {
      if (typeof state[field] === 'string') lead(state[field], edge(type, field, typeOf(state[field])));
    }
    for (const catcher of objects(state.Catch)) lead(catcher.Next, edge('catcher', 'Next', typeOf(catcher.Next)));
    for (const rule of objects(state.Choices)) lead(rule.Next, edge('rule', 'Next', typeOf(rule.Next)));
  }

  private state(state: JsonObject, incoming: Incoming, typeOf: (name: unknown) => string): void {
    const type = String(state.Type);
    for (const [field, value] of Object.entries(state)) {
      const targets = grammar[type]?.[field];
      if (targets === undefined) continue;
      switch (targets[0]) {
        case 'Pass':
          this.add(incoming, type, field, typeOf(value));
          break;
        case 'retrier':
        case 'catcher':
        case 'rule':
          for (const item of objects(value)) {
            this.item(item, targets[0], [this.add(incoming, type, field, targets[0])], typeOf);
          }
          break;
        case 'branch':
          for (const branch of objects(value)) {
            if (isLevel(branch)) this.level(branch, 'branch', [this.add(incoming, type, field, 'branch')]);
          }
          break;
        case 'processor':
          if (isLevel(value)) this.level(value, 'processor', [this.add(incoming, type, field, 'processor')]);
          break;
        case 'template':
          this.template(value, [this.add(incoming, type, field, 'template')]);
          break;
        default:
          this.add(incoming, type, field, valueKind(type, field, value));
      }
    }
  }

  /** A retrier, a catcher or a choice rule. */
  private item(item: JsonObject, kind: string, incoming: Incoming, typeOf: (name: unknown) => string): void {
    for (const [field, value] of Object.entries(item)) {
      if (field === 'ErrorEquals') for (const error of errorKinds(value)) this.add(incoming, kind, field, error);
      else if (field === 'Next') this.add(incoming, kind, field, typeOf(value));
      else if (field === 'Assign' || field === 'Output') {
        this.template(value, [this.add(incoming, kind, field, 'template')]);
      } else if (field === 'And' || field === 'Or' || field === 'Not') {
        for (const inner of objects(field === 'Not' ? [value] : value)) {
          this.item(inner, kind, [this.add(incoming, kind, field, 'rule')], typeOf);
        }
      } else if (isComparison.has(field)) this.add(incoming, kind, field, 'operand');
      else this.add(incoming, kind, field, valueKind(kind, field, value));
    }
  }

  private template(value: Json | undefined, incoming: Incoming): void {
    if (typeof value === 'string') this.add(incoming, 'template', 'member', sourceKind('', value));
    if (Array.isArray(value)) this.add(incoming, 'template', 'member', 'list');
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      this.add(incoming, 'template', 'member', sourceKind(name, member));
      if (isObject(member)) this.template(member, []);
    }
  }
}

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function errorKinds(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : []).map((name) =>
    name === 'States.ALL' ? name : String(name).startsWith('States.') ? 'States.*' : 'another error',
  );
}

const isExpression = (value: Json): boolean => typeof value === 'string' && value.startsWith('{%');

function pathKind(text: string): string {
  if (text.startsWith('States.')) return 'call';
  if (text.startsWith('$$')) return 'context';
  return /^\$[A-Za-z_]/.test(text) ? 'variable' : 'path';
}

function sourceKind(name: string, value: Json): string {
  if (Array.isArray(value)) return 'list';
  if (isObject(value)) return 'object';
  if (isExpression(value)) return 'expression';
  return name.endsWith('.$') ? pathKind(String(value)) : 'literal';
}

function resourceKind(resource: string): string {
  if (resource.endsWith('.waitForTaskToken')) return '.waitForTaskToken';
  if (resource.includes(':activity:')) return 'activity';
  if (resource.includes(':function:')) return 'function';
  return resource.endsWith('lambda:invoke') ? 'lambda:invoke' : 'service';
}

/** What a field without structure holds. */
function valueKind(kind: string, field: string, value: Json): string {
  const allowed = grammar[kind]?.[field] ?? [];
  if (allowed.length === 1) return allowed[0]!;
  if (field === 'Resource') return resourceKind(String(value));
  if (value === null) return 'null';
  if (isExpression(value)) return 'expression';
  if (typeof value === 'string' && allowed.includes('path')) return pathKind(value);
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string' && allowed.includes(value)) return value;
  return allowed.includes('literal') ? 'literal' : 'text';
}
