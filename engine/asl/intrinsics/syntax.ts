import { type ParsedPath, PathParser } from '../path/syntax.js';

/** A call of an intrinsic function, read. */
export interface IntrinsicCall {
  name: string;
  arguments: IntrinsicArgument[];
}
export type IntrinsicArgument =
  /** `template`: a string as States.Format reads it, the escapes of braces and backslashes still in it. */
  | { kind: 'literal'; value: string | number | boolean | null; template?: string }
  | { kind: 'path'; text: string; path: ParsedPath }
  | { kind: 'call'; call: IntrinsicCall };

/** AWS's limit on calls within calls. */
const DEEPEST = 10;
const NAME = /^States\.[A-Za-z0-9]+/;
const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w.])/;

class IntrinsicParser {
  private at = 0;

  constructor(private readonly text: string) {}

  parse(): IntrinsicCall {
    this.skipSpace();
    const call = this.call(1);
    this.skipSpace();
    if (this.at < this.text.length) throw this.bad(`unexpected '${this.text[this.at]}'`);
    return call;
  }

  private bad(reason: string): SyntaxError {
    return new SyntaxError(`Invalid intrinsic function '${this.text}': ${reason} at position ${this.at}`);
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.text.slice(this.at, this.at + 100))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private call(depth: number): IntrinsicCall {
    if (depth > DEEPEST) throw this.bad('functions are nested too deeply');
    const name = this.match(NAME);
    if (name === undefined) throw this.bad('expected the name of a function');
    this.skipSpace();
    if (this.text[this.at] !== '(') throw this.bad("expected '('");
    this.at++;
    const call: IntrinsicCall = { name, arguments: [] };
    this.skipSpace();
    while (this.text[this.at] !== ')') {
      call.arguments.push(this.argument(depth));
      this.skipSpace();
      if (this.text[this.at] === ',') {
        this.at++;
        this.skipSpace();
        if (this.text[this.at] === ')') throw this.bad('expected an argument');
      } else if (this.text[this.at] !== ')') throw this.bad("expected ',' or ')'");
    }
    this.at++;
    return call;
  }

  private argument(depth: number): IntrinsicArgument {
    const char = this.text[this.at];
    if (char === "'") return this.string();
    if (char === '$') return this.path();
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    const word = this.match(/^(?:true|false|null)\b/);
    if (word !== undefined) return { kind: 'literal', value: JSON.parse(word) as boolean | null };
    return { kind: 'call', call: this.call(depth + 1) };
  }

  private path(): IntrinsicArgument {
    const parser = new PathParser(this.text);
    parser.at = this.at;
    const path = parser.path();
    const text = this.text.slice(this.at, parser.at);
    this.at = parser.at;
    return { kind: 'path', text, path };
  }

  /** Only quotes, braces and backslashes can be escaped. */
  private string(): IntrinsicArgument {
    let value = '';
    let template = '';
    for (this.at++; this.text[this.at] !== "'"; this.at++) {
      if (this.at >= this.text.length) throw this.bad('a string does not end');
      const escaped = this.text[this.at] === '\\';
      if (escaped) this.at++;
      const char = this.text[this.at] ?? '';
      if (escaped && !"'{}\\".includes(char)) throw this.bad(`'\\${char}' is no escape`);
      value += char;
      template += escaped && char !== "'" ? `\\${char}` : char;
    }
    this.at++;
    return { kind: 'literal', value, template };
  }
}

/** @throws SyntaxError */
export function parseIntrinsicCall(text: string): IntrinsicCall {
  return new IntrinsicParser(text).parse();
}
