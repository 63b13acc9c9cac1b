import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearizability, type Observed, type SequentialModel } from '../../harness/linearizability.js';

type Call = { readonly write: number } | 'read';

/** A register: a read gives what was written last. */
const register: SequentialModel<number, Call, number> = {
  initial: 0,
  after: (state, call, answer) => {
    if (call !== 'read') return answer === undefined ? [state, call.write] : [call.write];
    return answer === undefined || answer === state ? [state] : [];
  },
};

const write = (value: number, start: number, end: number): Observed<Call, number> => ({
  call: { write: value },
  answer: value,
  start,
  end,
});
const read = (answer: number, start: number, end: number): Observed<Call, number> => ({
  call: 'read',
  answer,
  start,
  end,
});

describe('calls of a register', () => {
  test('may overlap in any order', () => {
    expect(linearizability([write(1, 0, 10), read(0, 1, 2), read(1, 3, 4)], register).kind).toBe('linearizable');
  });

  test('a read after a write sees it', () => {
    expect(linearizability([write(1, 0, 1), read(0, 2, 3)], register).kind).toBe('not-linearizable');
  });

  test('nobody sees what is older than what another saw before', () => {
    expect(linearizability([write(1, 0, 10), read(1, 1, 2), read(0, 3, 4)], register).kind).toBe('not-linearizable');
  });

  test('a write without an answer may have an effect, or none', () => {
    const lost: Observed<Call, number> = { call: { write: 1 }, start: 0, end: 1 };
    expect(linearizability([lost, read(0, 2, 3), read(1, 4, 5)], register).kind).toBe('linearizable');
    expect(linearizability([lost, read(0, 2, 3)], register).kind).toBe('linearizable');
    expect(linearizability([lost, read(1, 2, 3), read(0, 4, 5)], register).kind).toBe('not-linearizable');
  });
});

test('whatever was done one after the other is linearizable, however the intervals are widened', () => {
  const call = fc.oneof(fc.constant('read' as const), fc.record({ write: fc.nat(3) }));
  fc.assert(
    fc.property(fc.array(fc.tuple(call, fc.nat(5), fc.nat(5)), { maxLength: 8 }), (calls) => {
      let state = 0;
      const history = calls.map(([one, early, late], at): Observed<Call, number> => {
        if (one !== 'read') state = one.write;
        return { call: one, answer: state, start: at * 10 - early, end: at * 10 + 1 + late };
      });
      expect(linearizability(history, register).kind).toBe('linearizable');
    }),
  );
});
