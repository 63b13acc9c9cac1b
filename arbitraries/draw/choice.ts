import type { Draft } from '../json.js';
import type { Test, Witness } from '../recipe.js';
import type { Drawing } from './drawing.js';

const witnesses: readonly Witness[] = ['true', 'false', 'true', 'false', 'true', 'false', 'type'];

export function drawTest(drawing: Drawing, depth = 0): Test {
  const { draws, profile } = drawing;
  if (depth < 2 && draws.chance(25)) {
    const kind = draws.of(['and', 'or', 'not'] as const);
    if (kind === 'not') return { test: 'not', of: drawTest(drawing, depth + 1) };
    const tests: Test[] = [];
    for (let left = draws.between(1, 3); left > 0; left--) tests.push(drawTest(drawing, depth + 1));
    return { test: kind, tests };
  }
  const absent = drawing.mayFail && !profile.twins && draws.chance(4);
  const test: Draft<Extract<Test, { readonly test: 'compare' }>> = {
    test: 'compare',
    of: draws.gene(),
    operator: draws.gene(),
    witness: absent ? 'absent' : draws.of(witnesses),
  };
  if (profile.edition === 'current' && draws.chance(35)) test.byPath = true;
  return test;
}
