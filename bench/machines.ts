import { availableParallelism, cpus } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { compile } from '../arbitraries/compile/compiler.js';
import { drawRecipe } from '../arbitraries/draw/block.js';
import { profileOf } from '../arbitraries/options.js';
import { EngineWorld } from '../suites/laws/engine-world.js';
import { judgeDifference } from '../suites/laws/judging/difference.js';

/**
 * Generated machines a second: drawn and compiled to the States Language; and run on the engine and on the reference, their
 * histories compared event by event. `SECONDS` is how long each is measured, on each of two cores.
 */
const SECONDS = Number(process.env.SECONDS ?? 5);
const THREADS = 2;
const STRIDE = 7_919;
/** Between two looks at the clock. */
const BATCH = 50;

interface Measured {
  readonly generated: number;
  readonly compared: number;
}

const profile = profileOf({ races: false, chance: false, size: 8 });
const world = new EngineWorld('current', 'core');

/** @returns how often a second `work` can be done */
async function rate(seed: number, work: (index: number) => unknown): Promise<number> {
  for (let warm = 0; warm < 1_000; warm++) await work(seed + warm);
  const begin = performance.now();
  let done = 0;
  while (performance.now() - begin < SECONDS * 1_000) {
    for (let at = 0; at < BATCH; at++) {
      const result = work(seed + done++);
      if (result instanceof Promise) await result;
    }
  }
  return done / ((performance.now() - begin) / 1_000);
}

const machine = (index: number) => compile(drawRecipe(1, index * STRIDE + 2, profile));

async function measure(seed: number): Promise<Measured> {
  const generated = await rate(seed, machine);
  const compared = await rate(seed, async (index) => {
    const found = await judgeDifference(world, machine(index));
    if (found.length > 0) throw new Error(`The engine differs from itself: ${found[0]!.fingerprint}`);
  });
  return { generated, compared };
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
            resourceLimits: { maxYoungGenerationSizeMb: 64 },
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
