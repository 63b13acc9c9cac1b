import { expect } from '../harness/index.js';

/** The JSON value that `text` holds. Asserts that it is a text, and JSON. */
export function parsed(text: unknown, what: string): unknown {
  expect(text, what).toBeTypeOf('string');
  let value: unknown;
  expect(() => {
    value = JSON.parse(text as string);
  }, `${what} is JSON`).not.toThrow();
  return value;
}
