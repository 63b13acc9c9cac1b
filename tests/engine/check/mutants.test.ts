import { describe, expect, test } from 'vitest';
import { check, type Diagnostic, definitionRules } from '../../../engine/asl/check/index.js';
import { Draft } from './mutants/draft.js';
import { mutants } from './mutants/index.js';

const errors = (diagnostics: Diagnostic[]): string[] =>
  diagnostics.filter((d) => d.severity === 'ERROR').map((d) => d.rule);

describe.each(mutants)('$rule: $change', ({ rule, twin, mutate, options }) => {
  test('the twin is accepted', () => {
    expect(errors(check(new Draft(twin).definition, options))).toEqual([]);
  });

  test('the mutant is refused, by this rule only', () => {
    const draft = new Draft(twin);
    mutate(draft);
    expect(new Set(errors(check(draft.definition, options)))).toEqual(new Set([rule]));
  });
});

test('every rule about a definition as a value has a mutant', () => {
  const tested = new Set<string>(mutants.map((mutant) => mutant.rule));
  const elsewhere = new Set([
    'definition-size',
    'definition-empty',
    'definition-object',
    'json-syntax',
    'json-depth',
    'state-depth',
  ]);
  const missing = Object.entries(definitionRules).filter(
    ([id, rule]) => rule.severity === 'ERROR' && !tested.has(id) && !elsewhere.has(id),
  );
  expect(missing).toEqual([]);
});
