import type { Json } from '../asl/doc.js';
import type { Variables } from '../asl/index.js';

/** The variables of one scope: the machine's, a Parallel branch's or a Map iteration's. Inner scopes read outer ones. */
export class VariableScope implements Variables {
  private own: Map<string, Json> | undefined;

  constructor(private readonly outer?: VariableScope) {}

  get(name: string): Json | undefined {
    for (let scope: VariableScope | undefined = this; scope !== undefined; scope = scope.outer) {
      const value = scope.own?.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  assign(values: ReadonlyMap<string, Json>): void {
    if (values.size === 0) return;
    this.own ??= new Map();
    for (const [name, value] of values) this.own.set(name, value);
  }

  /** The variables of this scope alone. */
  entries(): Readonly<Record<string, Json>> {
    return Object.fromEntries(this.own ?? []);
  }
}
