import { type Filter, FilterParser } from './filter.js';

/** What a path starts from. */
export type PathRoot = { kind: 'input' } | { kind: 'context' } | { kind: 'variable'; name: string };

/** One step of a path. */
export type Segment =
  | { kind: 'name'; name: string }
  | { kind: 'names'; names: string[] }
  | { kind: 'index'; index: number }
  | { kind: 'indexes'; indexes: number[] }
  | { kind: 'slice'; from: number | undefined; to: number | undefined }
  | { kind: 'wildcard' }
  | { kind: 'descent' }
  | { kind: 'filter'; filter: Filter }
  | { kind: 'function'; name: string; arguments: PathArgument[] };

export type PathArgument = { kind: 'literal'; value: string | number } | { kind: 'path'; path: ParsedPath };

/** A path, read. */
export interface ParsedPath {
  root: PathRoot;
  segments: Segment[];
  /** Whether it names at most one thing. */
  definite: boolean;
}

/** Filters within filters: deeper is refused, since reading them takes the stack. */
const DEEPEST = 20;

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*/u;
/** What ends a name written after a dot. */
const NAME_END = /[.[\]()\s,'"]/;
/** The same within a filter, where operators end it too. */
const NAME_END_IN_FILTER = /[.[\]()\s,'"=<>!&|~]/;

/**
 * Reads paths as Jayway's JsonPath does, with the roots that the States Language adds: `$$` and `$variable`. Names between
 * quotes are taken as they stand, backslashes too (recorded: test_escape_sequence_parsing[ESCAPE_SEQUENCES_JSONPATH]);
 * only the closing quote can be escaped.
 */
export class PathParser {
  at = 0;
  /** How many filters it is inside of. */
  private filters = 0;

  constructor(readonly text: string) {}

  /** @throws SyntaxError */
  static parse(text: string): ParsedPath {
    const parser = new PathParser(text);
    const path = parser.path();
    if (parser.at < text.length) throw parser.bad(`unexpected '${text[parser.at]}'`);
    return path;
  }

  bad(reason: string): SyntaxError {
    return new SyntaxError(`Invalid path '${this.text}': ${reason} at position ${this.at}`);
  }

  /** Reads a path from here, as far as it goes. */
  path(): ParsedPath {
    const root = this.root();
    const segments = this.segments();
    return { root, segments, definite: isDefinite(segments) };
  }

  /** Reads the steps of a path from here. */
  segments(): Segment[] {
    const segments: Segment[] = [];
    for (;;) {
      const char = this.text[this.at];
      if (char === '[') segments.push(this.bracket());
      else if (char === '.') this.dot(segments);
      else return segments;
    }
  }

  private root(): PathRoot {
    if (this.text[this.at] !== '$') throw this.bad('a path starts with $');
    this.at++;
    if (this.text[this.at] === '$') {
      this.at++;
      return { kind: 'context' };
    }
    const name = this.match(IDENTIFIER);
    return name === undefined ? { kind: 'input' } : { kind: 'variable', name };
  }

  match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.text.slice(this.at, this.at + 300))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipSpace(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  private expect(char: string): void {
    this.skipSpace();
    if (this.text[this.at] !== char) throw this.bad(`expected '${char}'`);
    this.at++;
  }

  private dot(segments: Segment[]): void {
    this.at++;
    if (this.text[this.at] === '.') {
      this.at++;
      segments.push({ kind: 'descent' });
      if (this.text[this.at] === '[') {
        segments.push(this.bracket());
        return;
      }
    }
    if (this.text[this.at] === '*') {
      this.at++;
      segments.push({ kind: 'wildcard' });
      return;
    }
    const start = this.at;
    const nameEnd = this.filters > 0 ? NAME_END_IN_FILTER : NAME_END;
    while (this.at < this.text.length && !nameEnd.test(this.text[this.at]!)) this.at++;
    const name = this.text.slice(start, this.at);
    if (name === '') throw this.bad('expected a name');
    if (this.text[this.at] === '(') segments.push({ kind: 'function', name, arguments: this.arguments() });
    else segments.push({ kind: 'name', name });
  }

  private arguments(): PathArgument[] {
    this.at++;
    const found: PathArgument[] = [];
    for (this.skipSpace(); this.text[this.at] !== ')'; this.skipSpace()) {
      if (found.length > 0) this.expect(',');
      this.skipSpace();
      const char = this.text[this.at];
      if (char === '$') found.push({ kind: 'path', path: this.path() });
      else if (char === "'" || char === '"') found.push({ kind: 'literal', value: this.quoted() });
      else found.push({ kind: 'literal', value: this.number() });
    }
    this.at++;
    return found;
  }

  private number(): number {
    const digits = this.match(/^-?\d+(\.\d+)?/);
    if (digits === undefined) throw this.bad('expected a value');
    return Number(digits);
  }

  private bracket(): Segment {
    this.at++;
    this.skipSpace();
    const char = this.text[this.at];
    if (char === '*') {
      this.at++;
      this.expect(']');
      return { kind: 'wildcard' };
    }
    if (char === '?') return this.filter();
    if (char === "'" || char === '"') return this.names();
    return this.indexes();
  }

  private names(): Segment {
    const names = [this.quoted()];
    for (this.skipSpace(); this.text[this.at] === ','; this.skipSpace()) {
      this.at++;
      this.skipSpace();
      names.push(this.quoted());
    }
    this.expect(']');
    return names.length === 1 ? { kind: 'name', name: names[0]! } : { kind: 'names', names };
  }

  private quoted(): string {
    const quote = this.text[this.at];
    if (quote !== "'" && quote !== '"') throw this.bad('expected a quoted name');
    let name = '';
    for (this.at++; this.text[this.at] !== quote; this.at++) {
      if (this.at >= this.text.length) throw this.bad('a quoted name does not end');
      if (this.text[this.at] === '\\' && this.text[this.at + 1] === quote) this.at++;
      else if (this.text[this.at] === '\\' && this.at + 1 < this.text.length) name += this.text[this.at++];
      name += this.text[this.at];
    }
    this.at++;
    return name;
  }

  private indexes(): Segment {
    const start = this.at;
    while (this.at < this.text.length && this.text[this.at] !== ']') this.at++;
    const inside = this.text.slice(start, this.at).trim();
    const slice = /^(-?\d+)?\s*:\s*(-?\d+)?$/.exec(inside);
    if (slice === null && !/^-?\d+(\s*,\s*-?\d+)*$/.test(inside)) throw this.bad(`[${inside}] is no index`);
    this.expect(']');
    const number = (digits: string | undefined): number | undefined =>
      digits === undefined ? undefined : Number(digits);
    if (slice !== null) return { kind: 'slice', from: number(slice[1]), to: number(slice[2]) };
    const indexes = inside.split(',').map(Number);
    return indexes.length === 1 ? { kind: 'index', index: indexes[0]! } : { kind: 'indexes', indexes };
  }

  private filter(): Segment {
    this.at++;
    this.expect('(');
    if (++this.filters > DEEPEST) throw this.bad('filters are nested too deeply');
    const filter = new FilterParser(this).parse();
    this.filters--;
    this.expect(')');
    this.expect(']');
    return { kind: 'filter', filter };
  }
}

function isDefinite(segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => {
    switch (segment.kind) {
      case 'name':
      case 'index':
      case 'function':
        return true;
      case 'names':
        return index === segments.length - 1;
      default:
        return false;
    }
  });
}

/** How the path library writes a step in its messages. */
export function fragment(segment: Segment): string {
  switch (segment.kind) {
    case 'name':
      return `['${segment.name}']`;
    case 'names':
      return `[${segment.names.map((name) => `'${name}'`).join(',')}]`;
    case 'index':
      return `[${segment.index}]`;
    case 'indexes':
      return `[${segment.indexes.join(',')}]`;
    case 'slice':
      return `[${segment.from ?? ''}:${segment.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'descent':
      return '..';
    case 'filter':
      return '[?]';
    case 'function':
      return `.${segment.name}()`;
  }
}
