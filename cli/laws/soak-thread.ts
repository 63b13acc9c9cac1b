import { parentPort, workerData } from 'node:worker_threads';
import { counterexampleOf } from '../../suites/laws/counterexamples.js';
import { EngineWorld } from '../../suites/laws/engine-world.js';
import { type Oracle, oraclesFor } from '../../suites/laws/oracles.js';
import { asDrawn, shrink } from '../../suites/laws/search.js';
import { inTime } from './in-time.js';
import type { SoakMessage, SoakOptions } from './soak.js';
import type { Part } from './threads.js';

/** One thread of a soak: every n-th test of each oracle. */

const { machines, calls, seed, edition, part } = workerData as SoakOptions & { readonly part: Part };

const send = (message: SoakMessage): void => parentPort!.postMessage(message);
const SHRINK_MS = 20_000;
/** A sound engine that takes longer never answers: that ends the soak. */
const ANSWER_MS = 60_000;
/** So many tests between two words to the main thread. */
const OFTEN = 100;

const service = new EngineWorld(edition, 'service');
const worlds = { machines: new EngineWorld(edition, 'core'), service, edition, seed };

async function soak(oracle: Oracle, total: number): Promise<void> {
  const { name } = oracle;
  let told = 0;
  let tried = 0;
  let spoken = 0;
  for (let index = part.index; index < total; index += part.count) {
    const drawn = oracle.draw(index);
    const judged = await inTime(oracle.judge(drawn, index), ANSWER_MS);
    tried++;
    if (judged.kind !== 'silent') spoken++;
    if (judged.kind === 'broken') {
      for (const failure of judged.failures) {
        const start = asDrawn(failure, drawn, index);
        const { smallest } = await shrink(oracle, start, { atOnce: 1, shrinkUntil: performance.now() + SHRINK_MS });
        const about = { edition, target: 'reference', seed, roleArn: service.roleArn };
        send({ kind: 'alarm', oracle: name, counterexample: counterexampleOf(about, smallest) });
      }
    }
    if (tried - told >= OFTEN) {
      send({ kind: 'tried', oracle: name, tests: tried - told, spoken });
      told = tried;
      spoken = 0;
    }
  }
  send({ kind: 'tried', oracle: name, tests: tried - told, spoken });
}

const ofMachines: ReadonlySet<string> = new Set(['invariants', 'differential', 'relations']);

for (const oracle of oraclesFor(worlds)) await soak(oracle, shareOf(oracle));
// Machines again, some of them, now by the whole service and workers of activities.
for (const oracle of oraclesFor({ ...worlds, machines: service })) {
  if (ofMachines.has(oracle.name)) await soak(oracle, Math.ceil(machines / 50));
}

/** How many tests an oracle gets: a tenth where each takes many calls. */
function shareOf({ name }: Oracle): number {
  switch (name) {
    case 'calls':
      return calls;
    case 'operations':
    case 'definitions':
    case 'durable':
      return Math.ceil(machines / 10);
    default:
      return machines;
  }
}
