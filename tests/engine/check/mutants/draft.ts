import type { Json, JsonObject } from '../../../../engine/asl/doc.js';

/** A copy of a definition that a mutant changes. Paths are written `States.A.Choices[0]['id.$']`. */
export class Draft {
  readonly definition: JsonObject;

  constructor(original: JsonObject) {
    this.definition = JSON.parse(JSON.stringify(original)) as JsonObject;
  }

  /** The object or list that holds the last step of a path, which must be there. */
  private holder(path: string): { holder: Record<string, Json>; last: string } {
    const steps = [...path.matchAll(/\['([^']*)'\]|([^.[\]]+)/g)].map(
      ([, quoted, plain]) => quoted ?? (plain as string),
    );
    const last = steps.pop() as string;
    let holder: Json = this.definition;
    for (const step of steps) {
      holder = (holder as JsonObject)[step] as Json;
      if (typeof holder !== 'object' || holder === null) throw new Error(`The twin has nothing at ${path}`);
    }
    return { holder: holder as Record<string, Json>, last };
  }

  get(path: string): Json {
    const { holder, last } = this.holder(path);
    if (holder[last] === undefined) throw new Error(`The twin has nothing at ${path}`);
    return holder[last];
  }

  set(path: string, value: Json): void {
    const { holder, last } = this.holder(path);
    holder[last] = JSON.parse(JSON.stringify(value)) as Json;
  }

  remove(path: string): void {
    this.get(path);
    const { holder, last } = this.holder(path);
    delete holder[last];
  }

  append(path: string, text: string): void {
    this.set(path, `${this.get(path) as string}${text}`);
  }

  push(path: string, item: Json): void {
    this.set(path, [...(this.get(path) as Json[]), item]);
  }
}
