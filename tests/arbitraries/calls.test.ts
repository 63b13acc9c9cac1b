import { expect, test } from 'vitest';
import { definitionKinds } from '../../arbitraries/calls/definitions.js';
import { planCalls } from '../../arbitraries/calls/index.js';

test('a name that is used again is refused only where the input is another one', () => {
  const hold = definitionKinds.indexOf('hold');
  const plan = planCalls([
    { call: 'create-machine', of: 0, by: hold },
    { call: 'start', of: 0, by: 10 },
    { call: 'start', of: 0, by: 43 },
  ]);
  const starts = plan.flatMap((planned) =>
    'operation' in planned && planned.operation === 'StartExecution' ? [planned] : [],
  );
  const [first, second] = starts;
  expect(first).toMatchObject({ expect: { kind: 'answer' } });
  expect(first!.input).not.toHaveProperty('input');
  expect(second).toMatchObject({
    input: { name: first!.input.name },
    expect: { kind: 'refusal' },
  });
  expect(second!.input).toHaveProperty('input');
});
