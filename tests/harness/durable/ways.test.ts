import { expect, test } from 'vitest';
import { CaseFunctions, type FunctionParts } from '../../../harness/durable/functions.js';
import { AWS_WAYS, hasOperation } from '../../../harness/durable/ways.js';
import { decide } from '../../../harness/outcome.js';
import { notApplicable } from '../../../harness/run-case.js';
import { NotApplicable } from '../../../harness/verdict.js';

test('a target without functions of its own has the nine operations, and no other', () => {
  const local = { functions: 'behind-endpoint', start: 'local-runner' } as const;
  expect(hasOperation(local, 'Invoke')).toBe(false);
  expect(hasOperation(local, 'CreateFunction')).toBe(false);
  expect(hasOperation(local, 'StopDurableExecution')).toBe(true);
  expect(hasOperation(AWS_WAYS, 'Invoke')).toBe(true);
});

test('a target that has durable executions alone skips what is about Step Functions', () => {
  const target = { edition: 'current', capabilities: ['durable'], only: 'durable' } as const;
  expect(notApplicable({ requires: [] }, target)).toMatchObject({ verdict: 'skipped', because: 'capability' });
  expect(notApplicable({ requires: ['durable'] }, target)).toBeUndefined();
  expect(notApplicable({ requires: [] }, { edition: 'current', capabilities: [] })).toBeUndefined();
});

test('a case that turns out not to apply is skipped, with the reason', () => {
  const facts = { cites: ['durable:a'], exchanges: [], lawsApplied: new Set<string>(), lawIds: new Set<string>() };
  const ended = { kind: 'threw', error: new NotApplicable('The target has no Invoke.') } as const;
  expect(decide(ended, { ...facts, isReference: false }).judgement).toEqual({
    verdict: 'skipped',
    because: 'capability',
    reason: 'The target has no Invoke.',
  });
});

test('a target that takes each name for a function has no name without one', async () => {
  const functions = new CaseFunctions({ way: 'behind-endpoint' } as unknown as FunctionParts);
  await expect(functions.freshName()).rejects.toThrow(NotApplicable);
});
