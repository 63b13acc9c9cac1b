import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A part of some work: `index` of `count`. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/**
 * Does work on several threads. The file's `parentPort` sends messages as it goes on, and ends by itself.
 * @param file a compiled module beside this one
 * @param data what each thread is given as `workerData`, with its {@link Part}
 */
export async function onThreads<Message>(
  file: string,
  data: object,
  onMessage: (message: Message) => void,
  count: number = Math.min(availableParallelism(), 8),
): Promise<void> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const threads = Array.from({ length: count }, (_, index) => {
    const worker = new Worker(path, {
      workerData: { ...data, part: { index, count } },
      // Tests live for a moment only: they are let go of before they are moved to where that is dear.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker.on('message', onMessage);
    return { worker, ended: ending(worker) };
  });
  try {
    await Promise.all(threads.map(({ ended }) => ended));
  } finally {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }
}

function ending(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with code ${code}.`))));
  });
}
