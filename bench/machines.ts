import { availableParallelism, cpus } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { compile } from '../arbitraries/compile/compiler.js';
import { drawRecipe } from '../arbitraries/draw/block.js';
import type { Machine } from '../arbitraries/machine.js';
import { profileOf } from '../arbitraries/options.js';
import { EngineWorld } from '../suites/laws/engine-world.js';
import { judgeDifference } from '../suites/laws/judging/difference.js';

/**
 * Machines a second: drawn and compiled to the States Language; and, drawn beforehand, run on the engine and on the reference,
 * their histories compared event by event. `SECONDS` is how long each is measured, on each of two cores.
 */
const SECONDS = Number(process.env.SECONDS ?? 5);
const THREADS = 2;
const STRIDE = 7_919;
/** Machines drawn, then compared, between two looks at the clock. */
const BATCH = 50;

interface Measured {
  readonly generated: number;
  readonly compared: number;
}

const profile = profileOf({ races: false, chance: false, size: 8 });
const world = new EngineWorld('current', 'core');

const WARM_UP = 20;

/** @returns how many machines a second are drawn, and how many are compared: each machine is drawn once */
async function measure(seed: number): Promise<Measured> {
  let at = seed;
  const batch = () => Array.from({ length: BATCH }, () => compile(drawRecipe(1, at++ * STRIDE + 2, profile)));
  const compare = async (machines: readonly Machine[]) => {
    for (const machine of machines) {
      const found = await judgeDifference(world, machine);
      if (found.length > 0) throw new Error(`The engine differs from itself: ${found[0]!.fingerprint}`);
    }
  };
  for (let warm = 0; warm < WARM_UP; warm++) await compare(batch());
  let drawing = 0;
  let comparing = 0;
  let done = 0;
  for (; comparing < SECONDS * 1_000; done += BATCH) {
    const begin = performance.now();
    const machines = batch();
    const drawn = performance.now();
    await compare(machines);
    drawing += drawn - begin;
    comparing += performance.now() - drawn;
  }
  return { generated: (done * 1_000) / drawing, compared: (done * 1_000) / comparing };
}

if (!isMainThread) parentPort!.postMessage(await measure((workerData as { readonly seed: number }).seed));
else {
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${THREADS} of ${availableParallelism()} cores`,
  );
  const parts = await Promise.all(
    Array.from(
      { length: THREADS },
      (_, thread) =>
        new Promise<Measured>((resolve, reject) => {
          const options = {
            workerData: { seed: thread * 1_000_000 },
            resourceLimits: { maxYoungGenerationSizeMb: 192 },
          };
          const worker = new Worker(new URL(import.meta.url), options);
          worker.once('message', resolve).once('error', reject);
        }),
    ),
  );
  const sum = (of: (part: Measured) => number) => Math.round(parts.reduce((all, part) => all + of(part), 0));
  console.log(`generated: ${sum(({ generated }) => generated).toLocaleString('en')} machines/s`);
  console.log(`compared with the reference: ${sum(({ compared }) => compared).toLocaleString('en')} machines/s`);
}
