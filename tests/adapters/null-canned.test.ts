import { describe, expect, test } from 'vitest';
import { cannedAnswer } from '../../adapters/null-canned/canned.js';
import { loadValidators } from '../../schemas/validate.js';
import { effectiveSpec } from '../../specs/effective.js';

describe.each(['2017-03-30', 'current'])('canned answers of %s', (edition) => {
  const { spec } = effectiveSpec('sfn', edition);

  test.each(Object.keys(spec.operations))('%s is answered as its schema wants', async (operation) => {
    const validators = await loadValidators('sfn', edition);
    expect(validators.response(operation)(cannedAnswer(spec, operation))).toEqual([]);
  });

  test('an operation that there is not is answered too', () => {
    expect(cannedAnswer(spec, 'toString')).toEqual({});
  });
});
