import type { Json } from '../doc.js';
import { Regexp } from '../regexp/regexp.js';
import type { PathParser, Segment } from './syntax.js';

/** One side of a comparison: a value, a pattern, or what a path from the item (`@`) or the document (`$`) names. */
export type Operand =
  | { kind: 'value'; value: Json }
  | { kind: 'pattern'; regexp: Regexp }
  | { kind: 'path'; from: 'item' | 'document'; segments: Segment[] };

/** What `[?( ... )]` asks of an item. */
export type Filter =
  | { kind: 'and' | 'or'; filters: Filter[] }
  | { kind: 'not'; filter: Filter }
  | { kind: 'exists'; operand: Operand }
  | { kind: 'compare'; operator: FilterOperator; left: Operand; right: Operand };

const OPERATORS = [
  '===', '!==', '==', '!=', '<=', '>=', '=~', '<', '>',
  'in', 'nin', 'subsetof', 'anyof', 'noneof', 'contains', 'size', 'empty', 'type',
] as const; // biome-ignore format: one operator after the other
export type FilterOperator = (typeof OPERATORS)[number];

/** Parentheses within parentheses: deeper is refused, since reading them takes the stack. */
const DEEPEST = 100;

/** Reads a filter from where a path's parser stands, as Jayway's JsonPath does. */
export class FilterParser {
  private depth = 0;

  constructor(private readonly source: PathParser) {}

  /** @throws SyntaxError */
  parse(): Filter {
    if (++this.depth > DEEPEST) throw this.source.bad('a filter is nested too deeply');
    const filter = this.joined('or', '||', () => this.joined('and', '&&', () => this.term()));
    this.depth--;
    return filter;
  }

  private joined(kind: 'and' | 'or', symbol: string, read: () => Filter): Filter {
    const filters = [read()];
    while (this.take(symbol)) filters.push(read());
    return filters.length === 1 ? filters[0]! : { kind, filters };
  }

  private take(symbol: string): boolean {
    this.source.skipSpace();
    if (!this.source.text.startsWith(symbol, this.source.at)) return false;
    this.source.at += symbol.length;
    return true;
  }

  private term(): Filter {
    this.source.skipSpace();
    let negations = 0;
    for (; this.source.text[this.source.at] === '!'; this.source.skipSpace()) {
      this.source.at++;
      negations++;
    }
    const filter = this.positive();
    return negations % 2 === 0 ? filter : { kind: 'not', filter };
  }

  private positive(): Filter {
    if (this.take('(')) {
      const filter = this.parse();
      if (!this.take(')')) throw this.source.bad("expected ')'");
      return filter;
    }
    const left = this.operand();
    const operator = this.operator();
    if (operator === undefined) return { kind: 'exists', operand: left };
    return { kind: 'compare', operator, left, right: this.operand() };
  }

  private operator(): FilterOperator | undefined {
    this.source.skipSpace();
    const rest = this.source.text.slice(this.source.at, this.source.at + 10).toLowerCase();
    const found = OPERATORS.find(
      (one) => rest.startsWith(one) && (/^\W/.test(one) || /^\w+\b/.exec(rest)?.[0] === one),
    );
    if (found !== undefined) this.source.at += found.length;
    return found;
  }

  private operand(): Operand {
    const { source } = this;
    source.skipSpace();
    const char = source.text[source.at];
    if (char === '@' || char === '$') {
      source.at++;
      return { kind: 'path', from: char === '@' ? 'item' : 'document', segments: source.segments() };
    }
    if (char === "'" || char === '"') return { kind: 'value', value: this.string(char) };
    if (char === '/') return this.pattern();
    if (char === '[' || char === '{') return { kind: 'value', value: this.json(char) };
    const word = source.match(/^(?:true|false|null)\b|^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/);
    if (word === undefined) throw source.bad('expected a value');
    return { kind: 'value', value: JSON.parse(word) as Json };
  }

  private string(quote: string): string {
    const { source } = this;
    let value = '';
    for (source.at++; source.text[source.at] !== quote; source.at++) {
      if (source.at >= source.text.length) throw source.bad('a string does not end');
      if (source.text[source.at] === '\\') source.at++;
      value += source.text[source.at] ?? '';
    }
    source.at++;
    return value;
  }

  private pattern(): Operand {
    const { source } = this;
    const start = ++source.at;
    while (source.text[source.at] !== '/') {
      if (source.at >= source.text.length) throw source.bad('a pattern does not end');
      source.at += source.text[source.at] === '\\' ? 2 : 1;
    }
    const pattern = source.text.slice(start, source.at++);
    return { kind: 'pattern', regexp: new Regexp(pattern, source.match(/^[a-zA-Z]*/)) };
  }

  /** An array or object written in the filter, its strings in either quote. */
  private json(open: string): Json {
    const { source } = this;
    const close = open === '[' ? ']' : '}';
    const start = source.at;
    let depth = 0;
    for (; source.at < source.text.length; source.at++) {
      const char = source.text[source.at]!;
      if (char === "'" || char === '"') {
        this.string(char);
        source.at--;
      } else if (char === open) depth++;
      else if (char === close && --depth === 0) break;
    }
    const text = source.text.slice(start, ++source.at);
    try {
      return JSON.parse(text) as Json;
    } catch {
      return JSON.parse(text.replace(/'((?:[^'\\]|\\.)*)'/g, (_, inner: string) => JSON.stringify(inner))) as Json;
    }
  }
}
