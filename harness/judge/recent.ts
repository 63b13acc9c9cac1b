/** A map that forgets what was put in first, once it holds more than `most`: for what goes on without an end. */
export class RecentMap<Key, Value> extends Map<Key, Value> {
  constructor(private readonly most: number) {
    super();
  }

  override set(key: Key, value: Value): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.most) this.delete(this.keys().next().value as Key);
    return this;
  }
}

/** A set that forgets in the same way. */
export class RecentSet<Value> extends Set<Value> {
  constructor(private readonly most: number) {
    super();
  }

  override add(value: Value): this {
    super.add(value);
    if (this.size > this.most) this.delete(this.keys().next().value as Value);
    return this;
  }
}
