/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [member: string]: Json;
}

/**
 * A JSON document that travels through an execution: a value, its text, or both, each made from the other only when
 * it is read. Documents are immutable: whoever changes one makes a new one. The text that a caller sent is kept, since
 * AWS passes input on as text (`[1, 2]` keeps its space, `0.0` its spelling).
 */
export class Doc {
  private constructor(
    private known: Json | undefined,
    private written: string | (() => string) | undefined,
  ) {}

  /** @throws SyntaxError when `text` is not JSON */
  static parse(text: string): Doc {
    return new Doc(JSON.parse(text) as Json, text);
  }

  static of(value: Json): Doc {
    return new Doc(value, undefined);
  }

  /** An array whose text is the texts of its items, joined. */
  static list(items: readonly Doc[]): Doc {
    return new Doc(
      items.map((item) => item.value),
      () => `[${items.map((item) => item.text).join(',')}]`,
    );
  }

  get value(): Json {
    return this.known as Json;
  }

  get text(): string {
    if (typeof this.written === 'string') return this.written;
    this.written = this.written === undefined ? JSON.stringify(this.known) : this.written();
    return this.written;
  }
}
