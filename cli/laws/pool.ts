import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';

export interface Pool<Task, Message> {
  /** What each thread is given once, for {@link serveTasks}. */
  readonly data: object;
  readonly tasks: readonly Task[];
  readonly onMessage: (message: Message, task: Task) => void;
  /** A thread that shows no sign of life for so long is ended, and its task with it. */
  readonly stuckMs: number;
  /** A task whose thread had to be ended, or ended by itself. */
  readonly onLost: (task: Task, how: 'stuck' | 'crashed') => void;
  /** When it is aborted no further task is begun, and threads are ended. */
  readonly signal?: AbortSignal;
  readonly threads?: number;
}

type ToThread<Task> = { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'end' };
type FromThread<Message> = { readonly kind: 'message'; readonly message: Message } | { readonly kind: 'idle' };

interface Given<Data> {
  readonly data: Data;
  /** One number that goes up with each sign of life. */
  readonly pulse: Int32Array;
}

const LOOK_MS = 500;

/**
 * Does tasks on several threads, each the next one as soon as it is done with one. A task that never ends, or that ends its thread,
 * takes nothing else with it.
 * @param file a compiled module beside this one that calls {@link serveTasks}
 */
export async function inPool<Task, Message>(file: string, pool: Pool<Task, Message>): Promise<void> {
  const { tasks, threads = Math.min(availableParallelism(), 8) } = pool;
  const path = fileURLToPath(new URL(file, import.meta.url));
  const left = tasks.values();
  await Promise.all(
    Array.from({ length: Math.min(threads, tasks.length) }, async () => {
      while ((await oneThread(path, pool, left)) === 'lost');
    }),
  );
}

/** A thread, until nothing is left to do or it is lost. */
async function oneThread<Task, Message>(
  path: string,
  { data, onMessage, onLost, stuckMs, signal }: Pool<Task, Message>,
  left: Iterator<Task>,
): Promise<'done' | 'lost'> {
  const first = signal?.aborted ? undefined : left.next();
  if (first === undefined || first.done) return 'done';
  let task = first.value;
  const pulse = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(path, {
    workerData: { data, pulse } satisfies Given<object>,
    // Tests live for a moment only: they are let go of before they are moved to where that is dear.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  const tell = (message: ToThread<Task>): void => worker.postMessage(message);
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop);
  let seen = 0;
  let since = performance.now();
  const watch = setInterval(() => {
    const beats = Atomics.load(pulse, 0);
    // Before its first sign of life it loads its modules, however long that takes.
    if (beats !== seen || beats === 0) {
      seen = beats;
      since = performance.now();
    } else if (performance.now() - since > stuckMs) {
      lost = 'stuck';
      clearInterval(watch);
      stop();
    }
  }, LOOK_MS);
  let lost: 'stuck' | 'crashed' = 'crashed';
  let isDone = false;
  worker.on('message', (message: FromThread<Message>) => {
    if (message.kind === 'message') {
      onMessage(message.message, task);
      return;
    }
    const next = signal?.aborted ? undefined : left.next();
    isDone = next === undefined || next.done === true;
    if (next !== undefined && !next.done) task = next.value;
    tell(isDone ? { kind: 'end' } : { kind: 'task', task });
  });
  tell({ kind: 'task', task });
  try {
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      // It ends after that.
      worker.once('error', () => undefined);
    });
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', stop);
  }
  if (isDone || signal?.aborted) return 'done';
  onLost(task, lost);
  return 'lost';
}

/**
 * The other end, in the thread: does each task that it is given.
 * @param work `send` tells the pool something; `beat` is a sign of life
 */
export function serveTasks<Data, Task, Message>(
  work: (data: Data) => (task: Task, send: (message: Message) => void, beat: () => void) => Promise<void>,
): void {
  const { data, pulse } = workerData as Given<Data>;
  const port: MessagePort = parentPort!;
  const post = (message: FromThread<Message>): void => port.postMessage(message);
  const beat = (): void => void Atomics.add(pulse, 0, 1);
  const does = work(data);
  port.on('message', (order: ToThread<Task>) => {
    if (order.kind === 'end') {
      port.close();
      return;
    }
    beat();
    void does(order.task, (message) => post({ kind: 'message', message }), beat).then(() => post({ kind: 'idle' }));
  });
}
