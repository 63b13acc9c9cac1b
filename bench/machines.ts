import { availableParallelism, cpus, loadavg } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type MachineCheck, machineCheck } from './machine-check.js';

/**
 * Machines a second on two threads: drawn and compiled to the States Language; the same, and run once; and all that the
 * differential check does: drawn, run on the engine and on the reference, their histories compared event by event. Threads
 * draw their machines themselves. Each is measured for `SECONDS` in each of `ROUNDS`, by turns, after `WARM_UP` machines a
 * thread in which V8 compiles: medians. Beside the rate stands what two cores that do nothing else would do, by the processor
 * time that it took.
 */
const SECONDS = Number(process.env.SECONDS ?? 2);
const ROUNDS = 5;
const WARM_UP = Number(process.env.WARM_UP ?? 20_000);
const THREADS = 2;
const SEED = 1;
/** Machines between two looks at the clock. */
const BATCH = 50;

const phases = {
  'checked from a cold start': async (check: MachineCheck, index: number) => await sound(check, index),
  generated: async (check: MachineCheck, index: number) => void check.draw(index),
  'generated and run once': async (check: MachineCheck, index: number) => check.runOnce(index),
  'generated, run twice and compared': async (check: MachineCheck, index: number) => await sound(check, index),
} as const;
type Phase = keyof typeof phases;

async function sound(check: MachineCheck, index: number): Promise<void> {
  const [first] = await check.check(index);
  if (first !== undefined) throw new Error(`The engine differs from itself: ${first.fingerprint}`);
}

/** For how long something is done: milliseconds, or so many machines. */
type Until = { readonly ms: number } | { readonly machines: number };

interface Order {
  readonly phase: Phase;
  readonly until: Until;
}

/** One thread: every `THREADS`-th machine, none twice. */
function work(thread: number): void {
  const check = machineCheck(SEED);
  let index = thread;
  parentPort!.on('message', async ({ phase, until }: Order) => {
    const end = 'ms' in until ? performance.now() + until.ms : Number.POSITIVE_INFINITY;
    const most = 'machines' in until ? until.machines : Number.POSITIVE_INFINITY;
    let done = 0;
    while (done < most && performance.now() < end) {
      for (let left = BATCH; left > 0; left--, index += THREADS) await phases[phase](check, index);
      done += BATCH;
    }
    parentPort!.postMessage(done);
  });
}

interface Measured {
  readonly perSecond: number;
  /** Of the whole process. */
  readonly processorMs: number;
}

async function measure(workers: readonly Worker[], phase: Phase, until: Until): Promise<Measured> {
  const begin = performance.now();
  const before = process.cpuUsage();
  const parts = workers.map(
    (worker) =>
      new Promise<number>((resolve, reject) => {
        worker.removeAllListeners().once('message', resolve).once('error', reject);
        worker.postMessage({ phase, until } satisfies Order);
      }),
  );
  const done = (await Promise.all(parts)).reduce((sum, part) => sum + part, 0);
  const { user, system } = process.cpuUsage(before);
  return { perSecond: (done * 1_000) / (performance.now() - begin), processorMs: (user + system) / 1_000 / done };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** @returns the median of the processor time that a machine takes, milliseconds */
function show(phase: Phase, measured: readonly Measured[]): number {
  const perSecond = median(measured.map((one) => one.perSecond));
  const processorMs = median(measured.map((one) => one.processorMs));
  const [rate, idle] = [perSecond, (THREADS * 1_000) / processorMs].map((value) =>
    Math.round(value).toLocaleString('en'),
  );
  console.log(
    `${phase}: ${rate} machines/s (${processorMs.toFixed(3)} ms of processor time each: ${idle} on idle cores)`,
  );
  return processorMs;
}

async function main(): Promise<void> {
  const load = loadavg()[0]!.toFixed(1);
  const processor = cpus()[0]?.model ?? 'unknown processor';
  console.log(`Node ${process.version}, ${processor}, ${THREADS} of ${availableParallelism()} cores, load ${load}`);
  const workers = Array.from(
    { length: THREADS },
    (_, thread) =>
      new Worker(new URL(import.meta.url), { workerData: thread, resourceLimits: { maxYoungGenerationSizeMb: 192 } }),
  );
  const [first, ...others] = Object.keys(phases) as [Phase, ...Phase[]];
  show(first, [await measure(workers, first, { machines: WARM_UP })]);
  const rounds = new Map<Phase, Measured[]>(others.map((phase) => [phase, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [phase, measured] of rounds) measured.push(await measure(workers, phase, { ms: SECONDS * 1_000 }));
  }
  const medians = [...rounds].map(([phase, measured]) => show(phase, measured));
  const [, once, twice] = medians;
  console.log(`the check takes ${(twice! / once!).toFixed(2)} times what running once takes`);
  await Promise.all(workers.map((worker) => worker.terminate()));
}

if (isMainThread) await main();
else work(workerData as number);
