const PREFIX = 8;
const TABLE = 1 << 16;

/**
 * Finds any of many strings in a text, in one walk over it. Secrets are looked up by their first eight characters, and by a
 * table of their first four before that, so that a text without any costs a few nanoseconds a character, however many there are.
 */
export class SecretIndex {
  private readonly table = new Uint8Array(TABLE);
  /** By their beginning; then by their length, the longest first. */
  private readonly byPrefix = new Map<string, { length: number; names: Map<string, string> }[]>();

  /** @param secret of eight characters or more */
  add(secret: string, name: string): void {
    const prefix = secret.slice(0, PREFIX);
    this.table[slot(secret, 0)] = 1;
    const groups = this.byPrefix.get(prefix) ?? [];
    this.byPrefix.set(prefix, groups);
    let group = groups.find(({ length }) => length === secret.length);
    if (group === undefined) {
      group = { length: secret.length, names: new Map() };
      groups.push(group);
      groups.sort((a, b) => b.length - a.length);
    }
    group.names.set(secret, name);
  }

  /** The text with each secret replaced by its name; the longest where two begin at one place. */
  replaceIn(text: string): string {
    return this.replace(text, (at) => {
      for (const { length, names } of this.byPrefix.get(text.slice(at, at + PREFIX)) ?? []) {
        const name = names.get(text.slice(at, at + length));
        if (name !== undefined) return { length, name };
      }
      return undefined;
    });
  }

  /** The text with what begins as a secret does replaced: for texts that were cut in a secret. */
  replaceBeginnings(text: string): string {
    return this.replace(text, (at) => {
      const groups = this.byPrefix.get(text.slice(at, at + PREFIX));
      if (groups === undefined) return undefined;
      const [name = ''] = groups[0]?.names.values() ?? [];
      const rest = /^[^\s"'<>,;…]*?(?=\.\.\.|[\s"'<>,;…]|$)/.exec(text.slice(at, at + groups[0]!.length));
      return { length: Math.max(PREFIX, rest?.[0].length ?? 0), name };
    });
  }

  private replace(text: string, find: (at: number) => { length: number; name: string } | undefined): string {
    if (this.byPrefix.size === 0) return text;
    let out = '';
    let from = 0;
    const last = text.length - PREFIX;
    for (let at = 0; at <= last; at++) {
      if (this.table[slot(text, at)] === 0) continue;
      const found = find(at);
      if (found === undefined) continue;
      out += text.slice(from, at) + found.name;
      at += found.length - 1;
      from = at + 1;
    }
    return from === 0 ? text : out + text.slice(from);
  }
}

function slot(text: string, at: number): number {
  const mixed =
    text.charCodeAt(at) * 0x1f35 +
    text.charCodeAt(at + 1) * 0x3d1 +
    text.charCodeAt(at + 2) * 0x71 +
    text.charCodeAt(at + 3);
  return mixed & (TABLE - 1);
}
