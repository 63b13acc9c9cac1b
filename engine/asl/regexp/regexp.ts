import { parseRegexp, type RegexpNode } from './syntax.js';

type Step =
  | { op: 'set'; test: (unit: number) => boolean }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'save'; slot: number }
  | { op: 'assert'; test: (text: string, at: number) => boolean }
  | { op: 'look'; program: Step[]; behind: boolean; negative: boolean }
  | { op: 'reference'; group: number }
  | { op: 'match' };

export interface RegexpMatch {
  start: number;
  end: number;
  /** What each group caught, from the first; `undefined` for one that took no part. */
  groups: (string | undefined)[];
}

/** What matching may cost. Shared by all the matching of one evaluation. */
export interface RegexpBudget {
  /** @throws when the budget is used up */
  spend(steps: number): void;
}

/** Programs and memories beyond these are refused: they come from nested counts such as `((a{999}){999})`. */
const LARGEST_PROGRAM = 20_000;
const LARGEST_MEMORY = 2 ** 28;

/**
 * A regular expression that cannot be made to run for ever. It backtracks as JavaScript's and Java's do, so that groups
 * and priorities come out the same, but never tries the same step at the same place of the text twice: what failed once
 * fails again. So a search takes at most the pattern's size times the text's length (as RE2's bit-state matcher; back
 * references, which break that rule, run on the budget alone).
 */
export class Regexp {
  private readonly program: Step[] = [];
  private readonly groupCount: number;
  private readonly names: ReadonlyMap<string, number>;
  private remembers = true;

  /** @throws SyntaxError for a pattern that is wrong or too large */
  constructor(
    readonly source: string,
    flags = '',
  ) {
    const { node, groups, names } = parseRegexp(source, flags);
    this.groupCount = groups;
    this.names = names;
    this.write(node, this.program);
    this.program.push({ op: 'match' });
  }

  /** The first match that starts at `from` or later. */
  exec(text: string, from: number, budget: RegexpBudget): RegexpMatch | undefined {
    const search = new Search(text, this.program.length, this.groupCount, this.remembers, budget);
    for (let start = from; start <= text.length; start++) {
      const slots = search.run(this.program, start, undefined);
      if (slots !== undefined) return this.result(text, start, slots);
    }
    return undefined;
  }

  /** Whether the whole text matches. */
  matchesAll(text: string, budget: RegexpBudget): boolean {
    const search = new Search(text, this.program.length, this.groupCount, this.remembers, budget);
    return search.run(this.program, 0, text.length) !== undefined;
  }

  private result(text: string, start: number, slots: readonly number[]): RegexpMatch {
    const groups: (string | undefined)[] = [];
    for (let group = 1; group <= this.groupCount; group++) {
      const from = slots[2 * group]!;
      const to = slots[2 * group + 1]!;
      groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to));
    }
    return { start, end: slots[1]!, groups };
  }

  private write(node: RegexpNode, out: Step[]): void {
    if (out.length > LARGEST_PROGRAM) throw new SyntaxError(`The regular expression /${this.source}/ is too large`);
    switch (node.kind) {
      case 'set':
        out.push({ op: 'set', test: node.test });
        break;
      case 'assert':
        out.push({ op: 'assert', test: node.test });
        break;
      case 'sequence':
        for (const item of node.items) this.write(item, out);
        break;
      case 'group':
        out.push({ op: 'save', slot: 2 * node.index });
        this.write(node.item, out);
        out.push({ op: 'save', slot: 2 * node.index + 1 });
        break;
      case 'choice':
        this.writeChoice(node.options, out);
        break;
      case 'repeat':
        this.writeRepeat(node, out);
        break;
      case 'look': {
        const program: Step[] = [];
        this.write(node.item, program);
        program.push({ op: 'match' });
        out.push({ op: 'look', program, behind: node.behind, negative: node.negative });
        break;
      }
      case 'reference': {
        const group = typeof node.group === 'number' ? node.group : this.names.get(node.group);
        if (group === undefined || group > this.groupCount) throw new SyntaxError(`No group ${node.group}`);
        this.remembers = false;
        out.push({ op: 'reference', group });
        break;
      }
    }
  }

  private writeChoice(options: readonly RegexpNode[], out: Step[]): void {
    const ends: { op: 'jump'; to: number }[] = [];
    for (const option of options.slice(0, -1)) {
      const split = { op: 'split' as const, first: out.length + 1, second: 0 };
      out.push(split);
      this.write(option, out);
      const end = { op: 'jump' as const, to: 0 };
      ends.push(end);
      out.push(end);
      split.second = out.length;
    }
    this.write(options.at(-1)!, out);
    for (const end of ends) end.to = out.length;
  }

  private writeRepeat(node: RegexpNode & { kind: 'repeat' }, out: Step[]): void {
    for (let count = 0; count < node.min; count++) this.write(node.item, out);
    const splits: { op: 'split'; first: number; second: number }[] = [];
    const split = (): { op: 'split'; first: number; second: number } => {
      const step = { op: 'split' as const, first: out.length + 1, second: out.length + 1 };
      out.push(step);
      splits.push(step);
      return step;
    };
    if (node.max === Number.POSITIVE_INFINITY) {
      const start = out.length;
      split();
      this.write(node.item, out);
      out.push({ op: 'jump', to: start });
    } else {
      for (let count = node.min; count < node.max; count++) {
        split();
        this.write(node.item, out);
      }
    }
    for (const step of splits) {
      if (node.lazy) step.first = out.length;
      else step.second = out.length;
    }
  }
}

/** One search through one text: the memory of what has failed, and the stack of what is still to be tried. */
class Search {
  private readonly tried: Uint32Array | undefined;
  private readonly slotCount: number;

  constructor(
    private readonly text: string,
    private readonly programLength: number,
    groups: number,
    remembers: boolean,
    private readonly budget: RegexpBudget,
  ) {
    this.slotCount = 2 * (groups + 1);
    const size = programLength * (text.length + 1);
    if (remembers && size > LARGEST_MEMORY) throw new RangeError('The text is too long for the regular expression');
    if (remembers) this.tried = new Uint32Array((size >>> 5) + 1);
  }

  /** @param end where the match must end, when it must @returns the slots: start and end of the match and each group */
  run(program: readonly Step[], start: number, end: number | undefined): number[] | undefined {
    const { text } = this;
    const tried = program.length === this.programLength ? this.tried : undefined;
    let slots: number[] = new Array(this.slotCount).fill(-1);
    const pending: { pc: number; at: number; slots: number[] }[] = [{ pc: 0, at: start, slots }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      let { pc, at } = next;
      slots = next.slots;
      for (;;) {
        this.budget.spend(1);
        const step = program[pc]!;
        if (step.op === 'match') {
          if (end !== undefined && at !== end) break;
          slots[0] = start;
          slots[1] = at;
          return slots;
        }
        if (step.op === 'set') {
          if (at >= text.length || !step.test(text.charCodeAt(at))) break;
          at++;
          pc++;
        } else if (step.op === 'split') {
          if (tried !== undefined) {
            const bit = pc * (text.length + 1) + at;
            const word = bit >>> 5;
            const mask = 1 << (bit & 31);
            if ((tried[word]! & mask) !== 0) break;
            tried[word] = tried[word]! | mask;
          }
          pending.push({ pc: step.second, at, slots: slots.slice() });
          pc = step.first;
        } else if (step.op === 'jump') {
          // A loop whose body took no text would never end.
          const loop = program[step.to];
          if (tried === undefined && loop?.op === 'split' && slots[this.slotCount + step.to] === at) break;
          if (tried === undefined) slots[this.slotCount + step.to] = at;
          pc = step.to;
        } else if (step.op === 'save') {
          slots[step.slot] = at;
          pc++;
        } else if (step.op === 'assert') {
          if (!step.test(text, at)) break;
          pc++;
        } else if (step.op === 'reference') {
          const from = slots[2 * step.group]!;
          const caught = from < 0 ? '' : text.slice(from, slots[2 * step.group + 1]!);
          if (!text.startsWith(caught, at)) break;
          at += caught.length;
          pc++;
        } else {
          const seen = this.look(step, at);
          if ((seen !== undefined) === step.negative) break;
          if (seen !== undefined)
            for (let slot = 2; slot < this.slotCount; slot++) if (seen[slot]! >= 0) slots[slot] = seen[slot]!;
          pc++;
        }
      }
    }
    return undefined;
  }

  private look(step: Step & { op: 'look' }, at: number): number[] | undefined {
    const inner = new Search(this.text, -1, this.slotCount / 2 - 1, false, this.budget);
    if (!step.behind) return inner.run(step.program, at, undefined);
    for (let start = at; start >= 0; start--) {
      const slots = inner.run(step.program, start, at);
      if (slots !== undefined) return slots;
    }
    return undefined;
  }
}
