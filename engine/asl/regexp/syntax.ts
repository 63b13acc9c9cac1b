/** One thing a regular expression asks of the text. */
export type RegexpNode =
  | { kind: 'set'; test: (unit: number) => boolean }
  | { kind: 'sequence'; items: RegexpNode[] }
  | { kind: 'choice'; options: RegexpNode[] }
  | { kind: 'repeat'; item: RegexpNode; min: number; max: number; lazy: boolean }
  | { kind: 'group'; item: RegexpNode; index: number }
  | { kind: 'assert'; test: (text: string, at: number) => boolean }
  | { kind: 'look'; item: RegexpNode; behind: boolean; negative: boolean }
  | { kind: 'reference'; group: number | string };

export interface RegexpSyntax {
  node: RegexpNode;
  groups: number;
  names: ReadonlyMap<string, number>;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isWord = (unit: number): boolean =>
  isDigit(unit) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95;
const isSpace = (unit: number): boolean => /\s/.test(String.fromCharCode(unit));
const isLineEnd = (unit: number): boolean => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
const not =
  (test: (unit: number) => boolean) =>
  (unit: number): boolean =>
    !test(unit);

const CLASSES: Record<string, (unit: number) => boolean> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const CONTROLS: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', 0: '\0', a: '\x07', e: '\x1b' };

const wordBoundary = (text: string, at: number): boolean =>
  (at > 0 && isWord(text.charCodeAt(at - 1))) !== (at < text.length && isWord(text.charCodeAt(at)));

/** The largest count of `{m,n}`: repeats are written out, so a larger one would be a program without end. */
const LARGEST_COUNT = 1000;

/** Reads the syntax that JavaScript and Java share. Flags: `i`, `m`, `s`. */
class RegexpParser {
  private at = 0;
  private groups = 0;
  private readonly names = new Map<string, number>();

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  parse(): RegexpSyntax {
    const node = this.choice();
    if (this.at < this.source.length) throw this.bad('Unmatched )');
    return { node, groups: this.groups, names: this.names };
  }

  private bad(message: string): SyntaxError {
    return new SyntaxError(`${message} in /${this.source}/ at ${this.at}`);
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private choice(): RegexpNode {
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): RegexpNode {
    const items: RegexpNode[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')')
      items.push(this.repeated());
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  private repeated(): RegexpNode {
    let item = this.atom();
    for (;;) {
      const counts = this.quantifier();
      if (counts === undefined) return item;
      const lazy = this.take('?');
      if (!lazy) this.take('+');
      item = { kind: 'repeat', item, min: counts[0], max: counts[1], lazy };
    }
  }

  private quantifier(): [number, number] | undefined {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.at, this.at + 24));
    if (counted === null) return undefined;
    this.at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (max < min || min > LARGEST_COUNT || (max !== Number.POSITIVE_INFINITY && max > LARGEST_COUNT))
      throw this.bad('Bad repeat count');
    return [min, max];
  }

  private atom(): RegexpNode {
    const char = this.source[this.at++]!;
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', test: this.set() };
      case '.':
        return { kind: 'set', test: this.flags.includes('s') ? () => true : not(isLineEnd) };
      case '^':
        return this.flags.includes('m')
          ? { kind: 'assert', test: (text, at) => at === 0 || isLineEnd(text.charCodeAt(at - 1)) }
          : { kind: 'assert', test: (_, at) => at === 0 };
      case '$':
        return this.flags.includes('m')
          ? { kind: 'assert', test: (text, at) => at === text.length || isLineEnd(text.charCodeAt(at)) }
          : { kind: 'assert', test: (text, at) => at === text.length };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        throw this.bad('Nothing to repeat');
      default:
        return this.literal(char.charCodeAt(0));
    }
  }

  private literal(unit: number): RegexpNode {
    return { kind: 'set', test: this.exactly(unit) };
  }

  private exactly(unit: number): (unit: number) => boolean {
    if (!this.flags.includes('i')) return (other) => other === unit;
    const lower = String.fromCharCode(unit).toLowerCase();
    return (other) => other === unit || String.fromCharCode(other).toLowerCase() === lower;
  }

  private group(): RegexpNode {
    if (this.take('?:')) return this.closed(this.choice());
    if (this.take('?=')) return this.look(false, false);
    if (this.take('?!')) return this.look(false, true);
    if (this.take('?<=')) return this.look(true, false);
    if (this.take('?<!')) return this.look(true, true);
    const name = /^\?<([A-Za-z_$][\w$]*)>/.exec(this.source.slice(this.at, this.at + 80));
    if (name === null && this.source[this.at] === '?') throw this.bad('Invalid group');
    const index = ++this.groups;
    if (name !== null) {
      this.at += name[0].length;
      this.names.set(name[1]!, index);
    }
    return { kind: 'group', item: this.closed(this.choice()), index };
  }

  private look(behind: boolean, negative: boolean): RegexpNode {
    return { kind: 'look', item: this.closed(this.choice()), behind, negative };
  }

  private closed(node: RegexpNode): RegexpNode {
    if (!this.take(')')) throw this.bad('Unterminated group');
    return node;
  }

  private escape(): RegexpNode {
    const char = this.source[this.at++];
    if (char === undefined) throw this.bad('\\ at end of pattern');
    const named = CLASSES[char];
    if (named !== undefined) return { kind: 'set', test: named };
    if (char === 'b') return { kind: 'assert', test: wordBoundary };
    if (char === 'B') return { kind: 'assert', test: (text, at) => !wordBoundary(text, at) };
    if (char >= '1' && char <= '9') {
      const digits = /^\d*/.exec(this.source.slice(this.at, this.at + 3))![0];
      this.at += digits.length;
      return { kind: 'reference', group: Number(char + digits) };
    }
    const name = char === 'k' ? /^<(\w+)>/.exec(this.source.slice(this.at, this.at + 80)) : null;
    if (name !== null) {
      this.at += name[0].length;
      return { kind: 'reference', group: name[1]! };
    }
    return this.literal(this.escaped(char));
  }

  /** The code unit that `\<char>` stands for; reads on for `\x41`, `A` and `\cA`. */
  private escaped(char: string): number {
    const hex =
      char === 'x'
        ? /^[\da-fA-F]{2}/.exec(this.source.slice(this.at, this.at + 2))
        : char === 'u'
          ? /^[\da-fA-F]{4}/.exec(this.source.slice(this.at, this.at + 4))
          : null;
    if (hex !== null) {
      this.at += hex[0].length;
      return Number.parseInt(hex[0], 16);
    }
    if (char === 'c' && /[A-Za-z]/.test(this.source[this.at] ?? '')) return this.source.charCodeAt(this.at++) % 32;
    return (CONTROLS[char] ?? char).charCodeAt(0);
  }

  private set(): (unit: number) => boolean {
    const negative = this.take('^');
    const tests: ((unit: number) => boolean)[] = [];
    while (this.source[this.at] !== ']') {
      if (this.at >= this.source.length) throw this.bad('Unterminated character class');
      const first = this.member();
      if (typeof first !== 'number') {
        tests.push(first);
        continue;
      }
      if (this.source[this.at] !== '-' || this.source[this.at + 1] === ']' || this.source[this.at + 1] === undefined) {
        tests.push(this.exactly(first));
        continue;
      }
      this.at++;
      const last = this.member();
      if (typeof last !== 'number') tests.push(this.exactly(first), this.exactly(45), last);
      else tests.push(this.range(first, last));
    }
    this.at++;
    const test = (unit: number): boolean => tests.some((one) => one(unit));
    return negative ? not(test) : test;
  }

  private range(first: number, last: number): (unit: number) => boolean {
    if (last < first) throw this.bad('Range out of order in character class');
    const within = (unit: number): boolean => unit >= first && unit <= last;
    if (!this.flags.includes('i')) return within;
    return (unit) => {
      const char = String.fromCharCode(unit);
      return within(unit) || within(char.toLowerCase().charCodeAt(0)) || within(char.toUpperCase().charCodeAt(0));
    };
  }

  private member(): number | ((unit: number) => boolean) {
    const char = this.source[this.at++]!;
    if (char !== '\\') return char.charCodeAt(0);
    const escaped = this.source[this.at++];
    if (escaped === undefined) throw this.bad('\\ at end of pattern');
    if (escaped === 'b') return 8;
    return CLASSES[escaped] ?? this.escaped(escaped);
  }
}

/** @throws SyntaxError */
export function parseRegexp(source: string, flags: string): RegexpSyntax {
  return new RegexpParser(source, flags).parse();
}
