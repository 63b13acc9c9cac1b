import { describe, expect, test } from 'vitest';
import { piecesOf, renewed } from '../../harness/reproduction/pieces.js';

describe('the pieces of a text', () => {
  test('stand for the values found in it, and not for a value that no expression could hold', () => {
    const long = 'c'.repeat(60_000);
    const pieces = piecesOf('{"name":"one"}', [renewed('one'), renewed(long)]);
    expect(pieces).toEqual([
      { kind: 'text', text: '{"name":"one-' },
      { kind: 'variable', name: 'run' },
      { kind: 'text', text: '"}' },
    ]);
  });
});
