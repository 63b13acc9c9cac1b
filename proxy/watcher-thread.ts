import { parentPort, workerData } from 'node:worker_threads';
import { type ProxySummary, type Sighting, Watcher, type WatcherOptions } from './watcher.js';

/** What the thread is told. */
export type ToWatcher =
  | { readonly kind: 'seen'; readonly sightings: readonly Sighting[] }
  | { readonly kind: 'finish' };

/** What it says. */
export type FromWatcher =
  | { readonly kind: 'ready' }
  /** Why there will be no watching: the transcript can't be written. */
  | { readonly kind: 'unable'; readonly code: string; readonly message: string }
  /** A batch is done with. */
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'summary'; readonly summary: ProxySummary };

/** The watcher in a thread of its own: whatever it is busy with, nobody's traffic waits for it. */
function watch(options: WatcherOptions): void {
  const say = (message: FromWatcher) => parentPort?.postMessage(message);
  let watcher: Watcher;
  try {
    watcher = new Watcher(options);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    say({ kind: 'unable', code, message });
    return;
  }
  parentPort?.on('message', (message: ToWatcher) => {
    switch (message.kind) {
      case 'seen':
        for (const sighting of message.sightings) watcher.see(sighting);
        watcher.flush();
        say({ kind: 'caught-up' });
        break;
      case 'finish':
        watcher.finish().then((summary) => say({ kind: 'summary', summary }));
    }
  });
  say({ kind: 'ready' });
}

watch(workerData as WatcherOptions);
