import { expect, test } from 'vitest';
import { machineCheck } from '../../bench/machine-check.js';
import { loadFault } from '../../faults/index.js';
import { EngineWorld } from '../../suites/laws/engine-world.js';
import { judgeDifference } from '../../suites/laws/judging/difference.js';

/** Machines enough for each of the faults below. */
const MACHINES = 400;
const SEED = 1;

/** Of the language, of the rules, of the definition, and of single states. */
const ids = [
  'choice-always-default',
  'choice-missing-variable-is-false',
  'paths-to-nothing-give-null',
  'result-path-replaces-siblings',
  'jsonata-merge-gives-nothing',
  'retry-never',
  'retry-ignores-backoff',
  'catch-ignores-result-path',
  'map-in-another-order',
  'parallel-chains-its-branches',
  'pass-ignores-result',
  'task-input-raw',
];

test('the sound engine does as the reference does', async () => {
  const { check } = machineCheck(SEED);
  for (let index = 0; index < MACHINES; index++) expect(await check(index)).toEqual([]);
});

/** In one process with sound engines, whose compiled texts a faulty one must not get, nor the other way round. */
test.each(ids)('the check that is timed finds %s', async (id) => {
  const fault = await loadFault(id);
  const { check, draw } = machineCheck(SEED, fault);
  let found = 0;
  while (found < MACHINES && (await check(found)).length === 0) found++;
  expect(found).toBeLessThan(MACHINES);
  expect(await judgeDifference(new EngineWorld('current', 'core'), draw(found))).toEqual([]);
});
