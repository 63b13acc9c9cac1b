import { expect, test } from 'vitest';
import type { Fault } from '../../../engine/fault.js';
import { loadFault } from '../../../faults/index.js';
import { parseCounterexample } from '../../../harness/counterexample/index.js';
import { counterexampleOf } from '../../../suites/laws/counterexamples.js';
import { EngineWorld, isOfTheCore } from '../../../suites/laws/engine-world.js';
import { judgeAgain } from '../../../suites/laws/judging/again.js';
import { type OracleName, oracles, oraclesFor } from '../../../suites/laws/oracles.js';
import { asDrawn, shrink } from '../../../suites/laws/search.js';

const edition = 'current';
const SEED = 3;

function worldsOf(fault?: Fault) {
  const service = new EngineWorld(edition, 'service', fault);
  const core = fault === undefined || isOfTheCore(fault);
  return { service, machines: core ? new EngineWorld(edition, 'core', fault) : service, edition, seed: SEED } as const;
}

test.each(Object.keys(oracles))('%s: the sound engine breaks nothing', async (name) => {
  const oracle = oraclesFor(worldsOf()).find((one) => one.name === name)!;
  for (let index = 0; index < 60; index++) {
    const judged = await oracle.judge(oracle.draw(index), index);
    expect(judged.kind === 'broken' ? judged.failures : []).toEqual([]);
  }
});

test.each<[string, OracleName]>([
  ['choice-always-default', 'differential'],
  ['choice-always-default', 'relations'],
  ['create-machine-overwrites', 'calls'],
  ['create-machine-express-takes-activities', 'definitions'],
  ['durable-stop-does-nothing', 'durable'],
])('%s is found by %s, made small, and found again from its file', async (id, name) => {
  const fault = await loadFault(id);
  const worlds = worldsOf(fault);
  const oracle = oraclesFor(worlds).find((one) => one.name === name)!;
  for (let index = 0; index < 200; index++) {
    const drawn = oracle.draw(index);
    const judged = await oracle.judge(drawn, index);
    if (judged.kind !== 'broken') continue;
    const start = asDrawn(judged.failures[0]!, drawn, index);
    const { smallest } = await shrink(oracle, start, { atOnce: 1, shrinkUntil: performance.now() + 20_000 });
    const about = { edition, target: 'reference', seed: SEED, roleArn: worlds.service.roleArn };
    const text = JSON.stringify(counterexampleOf(about, smallest));
    const parsed = parseCounterexample(text);
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    const again = worldsOf(fault);
    const isOfMachines = name === 'differential' || name === 'relations';
    const world = isOfMachines ? again.machines : again.service;
    const failures = await judgeAgain(world, parsed.counterexample);
    expect(failures.map(({ fingerprint }) => fingerprint)).toContain(smallest.failure.fingerprint);
    const sound = worldsOf();
    expect(await judgeAgain(isOfMachines ? sound.machines : sound.service, parsed.counterexample)).toEqual([]);
    return;
  }
  throw new Error('It was not found.');
});
