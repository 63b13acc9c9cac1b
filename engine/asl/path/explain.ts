import type { Json } from '../doc.js';
import { javaClass, javaText } from '../java.js';
import { item, member } from './read.js';
import { fragment, type Segment } from './syntax.js';

/** Why a path found nothing. */
export interface Missing {
  /** `absent`: a member or item is not there. `wrong-type`: something on the way cannot have members or items. */
  kind: 'absent' | 'wrong-type';
  /** In the path library's words: `No results for path: $['x']`. */
  reason: string;
}

/** Says why the definite `segments` name nothing in `root`. */
export function explain(root: Json, segments: readonly Segment[]): Missing {
  let value: Json = root;
  let path = '$';
  for (const [index, segment] of segments.entries()) {
    const here = path;
    path += fragment(segment);
    let next: Json | undefined;
    if (segment.kind === 'name') {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return notAnObject(value, segment, here);
      next = member(value, segment.name);
      if (next === undefined && index < segments.length - 1)
        return { kind: 'absent', reason: `Missing property in path ${path}` };
    } else if (segment.kind === 'index') {
      if (value === null) return { kind: 'wrong-type', reason: `The path ${here} is null` };
      if (!Array.isArray(value)) {
        const reason = `Filter: ${fragment(segment)} can only be applied to arrays. Current context is: ${javaText(value)}`;
        return { kind: 'wrong-type', reason };
      }
      next = item(value, segment.index);
    }
    if (next === undefined) break;
    value = next;
  }
  return { kind: 'absent', reason: `No results for path: $${segments.map(fragment).join('')}` };
}

function notAnObject(value: Json, segment: Segment, path: string): Missing {
  const reason =
    `Expected to find an object with property ${fragment(segment)} in path ${path} but found '${javaClass(value)}'. ` +
    `This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`;
  return { kind: 'wrong-type', reason };
}
