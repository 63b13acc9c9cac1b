/** Where and why a text is not JSON. */
export interface JsonFault {
  /** what was found and what was expected, in the words of AWS's parser (Jackson) */
  message: string;
  /** the first character that can't be there, from 0 */
  offset: number;
}

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const token = /[^\s,:[\]{}"]+/y;

type Expected = 'value' | 'first-value' | 'first-name' | 'name' | 'colon' | 'separator';

/** Reads a text by JSON's grammar until it breaks. Iterative: nesting costs no stack. */
class Scanner {
  private readonly open: { kind: 'Object' | 'Array'; offset: number }[] = [];
  private offset = 0;
  private expected: Expected = 'value';

  constructor(private readonly text: string) {}

  run(): JsonFault | undefined {
    for (;;) {
      while (this.offset < this.text.length && isSpace(this.text.charCodeAt(this.offset))) this.offset++;
      const character = this.text[this.offset];
      if (character === undefined)
        return this.open.length === 0 && this.expected === 'separator' ? undefined : this.ended();
      const fault = this.step(character);
      if (fault !== undefined) return fault;
    }
  }

  private step(character: string): JsonFault | undefined {
    switch (this.expected) {
      case 'first-name':
        return character === '}' ? this.close() : this.name(character);
      case 'name':
        return this.name(character);
      case 'colon':
        if (character !== ':') return this.unexpected('was expecting a colon to separate field name and value');
        this.offset++;
        this.expected = 'value';
        return undefined;
      case 'separator':
        return this.separator(character);
      case 'first-value':
        return character === ']' ? this.close() : this.value(character);
      case 'value':
        return this.value(character);
    }
  }

  private close(): undefined {
    this.open.pop();
    this.offset++;
    this.expected = 'separator';
    return undefined;
  }

  private name(character: string): JsonFault | undefined {
    if (character !== '"') return this.unexpected('was expecting double-quote to start field name');
    this.expected = 'colon';
    return this.string();
  }

  private separator(character: string): JsonFault | undefined {
    const innermost = this.open.at(-1);
    if (innermost === undefined) return this.unexpected('expected end-of-input');
    const closing = innermost.kind === 'Object' ? '}' : ']';
    if (character === closing) return this.close();
    if (character === '}' || character === ']') {
      const start = at(this.text, innermost.offset);
      const message = `Unexpected close marker '${character}': expected '${closing}' (for ${innermost.kind} starting at ${start})`;
      return { message, offset: this.offset };
    }
    if (character !== ',') return this.unexpected(`was expecting comma to separate ${innermost.kind} entries`);
    this.offset++;
    this.expected = innermost.kind === 'Object' ? 'name' : 'value';
    return undefined;
  }

  private value(character: string): JsonFault | undefined {
    if (character === '{' || character === '[') {
      this.open.push({ kind: character === '{' ? 'Object' : 'Array', offset: this.offset });
      this.offset++;
      this.expected = character === '{' ? 'first-name' : 'first-value';
      return undefined;
    }
    this.expected = 'separator';
    return character === '"' ? this.string() : this.scalar();
  }

  private scalar(): JsonFault | undefined {
    number.lastIndex = this.offset;
    token.lastIndex = this.offset;
    const digits = number.exec(this.text)?.[0];
    const word = digits ?? token.exec(this.text)?.[0] ?? '';
    const known = digits !== undefined || word === 'true' || word === 'false' || word === 'null';
    if (!known && !/^[A-Za-z_]/.test(word)) return this.unexpected(`expected a valid value ${values}`);
    this.offset += word.length;
    if (known) return undefined;
    return { message: `Unrecognized token '${word}': was expecting ${values}`, offset: this.offset };
  }

  private string(): JsonFault | undefined {
    for (this.offset++; this.offset < this.text.length; this.offset++) {
      const code = this.text.charCodeAt(this.offset);
      if (code === 0x22) {
        this.offset++;
        return undefined;
      }
      if (code < 0x20) {
        const message = `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`;
        return { message, offset: this.offset };
      }
      if (code === 0x5c) {
        const fault = this.escape();
        if (fault !== undefined) return fault;
      }
    }
    return {
      message: 'Unexpected end-of-input: was expecting closing quote for a string value',
      offset: this.text.length,
    };
  }

  private escape(): JsonFault | undefined {
    this.offset++;
    const escaped = this.text[this.offset];
    if (escaped === undefined || '"\\/bfnrt'.includes(escaped)) return undefined;
    if (escaped !== 'u')
      return {
        message: `Unrecognized character escape '${escaped}' (code ${escaped.charCodeAt(0)})`,
        offset: this.offset,
      };
    if (!/^[0-9A-Fa-f]{4}$/.test(this.text.slice(this.offset + 1, this.offset + 5)))
      return this.unexpected('expected a hex-digit for character escape sequence');
    this.offset += 4;
    return undefined;
  }

  private unexpected(expected: string): JsonFault {
    const code = this.text.codePointAt(this.offset) as number;
    const character = String.fromCodePoint(code);
    return { message: `Unexpected character ('${character}' (code ${code})): ${expected}`, offset: this.offset };
  }

  private ended(): JsonFault {
    const innermost = this.open.at(-1);
    const closing =
      innermost === undefined
        ? ''
        : `: expected close marker for ${innermost.kind} (start marker at ${at(this.text, innermost.offset)})`;
    return { message: `Unexpected end-of-input${closing}`, offset: this.text.length };
  }
}

/**
 * The first fault of a text that `JSON.parse` refuses.
 *
 * @param text not JSON; for JSON the answer is `undefined`
 */
export function findJsonFault(text: string): JsonFault | undefined {
  return new Scanner(text).run();
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** How much of the text a message quotes. */
const quoted = 500;

/** A place in the text, as Jackson prints it: the text's beginning, and a line and column from 1. */
export function at(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - (before.lastIndexOf('\n') + 1) + 1;
  const more = text.length > quoted ? `[truncated ${text.length - quoted} chars]` : '';
  return `[Source: (String)"${text.slice(0, quoted)}"${more}; line: ${line}, column: ${column}]`;
}
