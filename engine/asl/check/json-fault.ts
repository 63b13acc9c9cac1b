/** Where and why a text is not JSON. */
export interface JsonFault {
  /** what was found and what was expected, in the words of AWS's parser (Jackson) */
  message: string;
  /** the first character that can't be there, from 0 */
  offset: number;
}

const value = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const token = /[^\s,:[\]{}"]+/y;

/**
 * The first fault of a text that `JSON.parse` refuses. Iterative: nesting costs no stack.
 *
 * @param text not JSON; for JSON the answer is `undefined`
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: { kind: 'Object' | 'Array'; offset: number }[] = [];
  let offset = 0;
  let expects: 'value' | 'first-value' | 'first-name' | 'name' | 'colon' | 'separator' = 'value';

  const unexpected = (expected: string): JsonFault => {
    const code = text.codePointAt(offset) as number;
    return { message: `Unexpected character ('${String.fromCodePoint(code)}' (code ${code})): ${expected}`, offset };
  };
  const ended = (): JsonFault => {
    const innermost = open.at(-1);
    const closing =
      innermost && `: expected close marker for ${innermost.kind} (start marker at ${at(text, innermost.offset)})`;
    return { message: `Unexpected end-of-input${closing ?? ''}`, offset: text.length };
  };

  for (;;) {
    while (offset < text.length && isSpace(text.charCodeAt(offset))) offset++;
    if (offset >= text.length) return open.length === 0 && expects === 'separator' ? undefined : ended();
    const character = text[offset] as string;
    const innermost = open.at(-1);
    switch (expects) {
      case 'first-name':
      case 'name':
        if (character === '}' && expects === 'first-name') {
          open.pop();
          offset++;
          expects = 'separator';
        } else if (character === '"') {
          const fault = skipString();
          if (fault) return fault;
          expects = 'colon';
        } else return unexpected('was expecting double-quote to start field name');
        break;
      case 'colon':
        if (character !== ':') return unexpected('was expecting a colon to separate field name and value');
        offset++;
        expects = 'value';
        break;
      case 'separator':
        if (innermost === undefined) return unexpected('Expected end-of-input');
        if (character === ',') expects = innermost.kind === 'Object' ? 'name' : 'value';
        else if (character === (innermost.kind === 'Object' ? '}' : ']')) open.pop();
        else if (character === '}' || character === ']')
          return {
            message: `Unexpected close marker '${character}': expected '${innermost.kind === 'Object' ? '}' : ']'}' (for ${innermost.kind} starting at ${at(text, innermost.offset)})`,
            offset,
          };
        else return unexpected(`was expecting comma to separate ${innermost.kind} entries`);
        offset++;
        break;
      case 'first-value':
      case 'value': {
        if (character === ']' && expects === 'first-value') {
          open.pop();
          offset++;
          expects = 'separator';
          break;
        }
        const fault = startValue(character);
        if (fault) return fault;
      }
    }
  }

  function startValue(character: string): JsonFault | undefined {
    if (character === '{' || character === '[') {
      open.push({ kind: character === '{' ? 'Object' : 'Array', offset });
      offset++;
      expects = character === '{' ? 'first-name' : 'first-value';
      return undefined;
    }
    expects = 'separator';
    if (character === '"') return skipString();
    number.lastIndex = token.lastIndex = offset;
    const digits = number.exec(text)?.[0];
    if (digits !== undefined) {
      offset += digits.length;
      return undefined;
    }
    const word = token.exec(text)?.[0];
    if (word === undefined || /^[^A-Za-z_]/.test(word)) return unexpected(`expected a valid value ${value}`);
    if (word !== 'true' && word !== 'false' && word !== 'null')
      return { message: `Unrecognized token '${word}': was expecting ${value}`, offset: offset + word.length };
    offset += word.length;
    return undefined;
  }

  function skipString(): JsonFault | undefined {
    offset++;
    for (; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 0x22) {
        offset++;
        return undefined;
      }
      if (code < 0x20)
        return {
          message: `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`,
          offset,
        };
      if (code === 0x5c) {
        offset++;
        const escaped = text[offset];
        if (escaped === undefined) break;
        if (escaped === 'u') {
          if (!/^[0-9A-Fa-f]{4}$/.test(text.slice(offset + 1, offset + 5)))
            return unexpected('expected a hex-digit for character escape sequence');
          offset += 4;
        } else if (!'"\\/bfnrt'.includes(escaped)) {
          return { message: `Unrecognized character escape '${escaped}' (code ${escaped.charCodeAt(0)})`, offset };
        }
      }
    }
    return { message: 'Unexpected end-of-input: was expecting closing quote for a string value', offset: text.length };
  }
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
