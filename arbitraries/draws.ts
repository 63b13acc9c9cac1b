/** A source of chance that is cheap enough for tens of thousands of machines a second: sfc32, from two numbers. */
export class Draws {
  private a: number;
  private b: number;
  private c = 0x9e3779b9 | 0;
  private counter = 1;

  constructor(one: number, two: number) {
    this.a = one | 0;
    this.b = two | 0;
    for (let warmup = 0; warmup < 12; warmup++) this.next();
  }

  private next(): number {
    const result = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + result;
    this.c |= 0;
    return result >>> 0;
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor((this.next() / 2 ** 32) * count);
  }

  /** A whole number in a range, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  gene(): number {
    return this.below(64);
  }

  /** One of several, the n-th as often as its weight says. */
  weighted<Value>(values: readonly (readonly [weight: number, value: Value])[]): Value {
    let total = 0;
    for (const [weight] of values) total += weight;
    let at = this.below(total);
    for (const [weight, value] of values) {
      if (at < weight) return value;
      at -= weight;
    }
    throw new RangeError('Nothing to draw from.');
  }
}
