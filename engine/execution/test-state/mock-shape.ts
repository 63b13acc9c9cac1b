import type { Json } from '../../asl/doc.js';

/** What keeps `result` from being what the API behind `resource` answers. Undefined when nothing does, or nothing is known of it. */
export function mockFault(_resource: string, _result: Json, _mode: 'STRICT' | 'PRESENT'): string | undefined {
  return undefined;
}
