import { CompiledTexts } from '../compiled-texts.js';
import { Doc, type Json } from '../doc.js';
import { StatesError } from '../error.js';
import type { Expression } from '../expression.js';
import type { Language } from '../language.js';
import { type Scope, states } from '../scope.js';
import { readDefinite, readPath } from './evaluate.js';
import { explain, type Missing } from './explain.js';
import { type Reader, reader } from './read.js';
import { type ParsedPath, PathParser, type Segment } from './syntax.js';

/** A path, compiled. It is an expression of its own for the fields that hold only a path. */
export interface Path extends Expression {
  readonly text: string;
  readonly syntax: ParsedPath;
  readonly definite: boolean;
  /** The value, or `undefined` when the path names nothing. An indefinite path names a list, which may be empty. */
  find(scope: Scope): Json | undefined;
  /** What the path starts from: the input, the context object or a variable. Written into messages. */
  document(scope: Scope): Doc;
  /** Why the path names nothing. */
  explain(scope: Scope): Missing;
}

type Find = (scope: Scope) => Json | undefined;

/**
 * Compiles a path that stands alone: InputPath, OutputPath, ItemsPath, SecondsPath, ... When it names nothing, evaluation
 * fails with `Invalid path '...' : No results for path: ...`.
 * @throws SyntaxError
 */
export function compilePath(text: string, language?: Language): Path {
  return compiled.of(text, language?.readPath ?? readPath);
}

const compiled = new CompiledTexts<Language['readPath'], Path>((text, readAny) =>
  compileWith(text, PathParser.parse(text), readAny),
);

export function compileParsedPath(text: string, path: ParsedPath, language?: Language): Path {
  return compileWith(text, path, language?.readPath ?? readPath);
}

function compileWith(text: string, path: ParsedPath, readAny: Language['readPath']): Path {
  const root = rootOf(path);
  const find = bounded(text, path, finder(path, root, readAny));
  const value = (scope: Scope): Json => {
    const found = find(scope);
    if (found !== undefined) return found;
    const { reason } = explain(root(scope) ?? null, path.segments);
    throw new StatesError('States.Runtime', `Invalid path '${text}' : ${reason}`);
  };
  return {
    text,
    syntax: path,
    definite: path.definite,
    constant: undefined,
    find,
    value,
    evaluate: isInput(path) ? (scope) => scope.input : (scope) => Doc.of(value(scope)),
    document: path.root.kind === 'input' ? (scope) => scope.input : (scope) => Doc.of(root(scope) ?? null),
    explain: (scope) => explain(root(scope) ?? null, path.segments),
  };
}

/** A filter's pattern may take more steps than it is given: that fails the state, not the engine. */
function bounded(text: string, { segments }: ParsedPath, find: Find): Find {
  if (!segments.some(({ kind }) => kind === 'filter')) return find;
  return (scope) => {
    try {
      return find(scope);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new StatesError('States.Runtime', `Invalid path '${text}' : ${error.message}`);
    }
  };
}

const isInput = ({ root, segments }: ParsedPath): boolean => root.kind === 'input' && segments.length === 0;

function rootOf({ root }: ParsedPath): Find {
  switch (root.kind) {
    case 'input':
      return (scope) => scope.input.value;
    case 'context':
      return (scope) => scope.context();
    case 'variable':
      return root.name === 'states' ? states : (scope) => scope.variables.get(root.name);
  }
}

/** One closure for root and segments together, where the path is as short as most are. */
function finder(path: ParsedPath, root: Find, readAny: Language['readPath']): Find {
  const read = compileSegments(path, readAny);
  if (path.root.kind !== 'input' || readAny !== readPath) return (scope) => read(root(scope));
  const names = path.segments.map((segment) => (segment.kind === 'name' ? reader(segment.name) : undefined));
  const [one, two, three] = names;
  if (path.segments.length === 0) return (scope) => scope.input.value;
  if (names.length === 1 && one !== undefined) return (scope) => one(scope.input.value);
  if (names.length === 2 && one !== undefined && two !== undefined) return (scope) => two(one(scope.input.value));
  if (names.length === 3 && one !== undefined && two !== undefined && three !== undefined)
    return (scope) => three(two(one(scope.input.value)));
  return (scope) => read(scope.input.value);
}

/** Reads what the segments name. Long paths are a loop, so that no path takes the stack. */
function compileSegments({ segments, definite }: ParsedPath, readAny: Language['readPath']): Reader {
  if (!definite || readAny !== readPath)
    return (value) => (value === undefined ? undefined : readAny(value, segments, definite));
  if (segments.every((segment) => segment.kind === 'name')) return compileNames(segments);
  return (value) => (value === undefined ? undefined : readDefinite(value, segments, value));
}

function compileNames(segments: readonly (Segment & { kind: 'name' })[]): Reader {
  const readers = segments.map(({ name }) => reader(name));
  return (value) => {
    let current = value;
    for (const read of readers) {
      if (current === undefined) return undefined;
      current = read(current);
    }
    return current;
  };
}
