import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountHeadersOf, credentialsOf } from './credentials.js';
import type { Undoing } from './made.js';
import { Signer } from './signer.js';
import type { ConformanceRun } from './target.js';
import { type Transport, UndiciTransport } from './transport.js';

/** Something of a case that is deleted only when the whole run has ended. */
export interface Leftover {
  readonly operation: Undoing['operation'];
  readonly input: Undoing['input'];
  /** The account of the case. */
  readonly accountId: string;
}

/** All of it takes no longer than this, milliseconds of the wall clock. */
const LONGEST_MS = 10_000;
const REQUEST_MS = 2_000;
const PREFIX = 'leftovers-';

/**
 * What the cases of one worker leave to the end of the run. Workers end at different times, so with a shared folder they only
 * write it down, and the main process removes it with {@link removeLeftovers}.
 */
export class Leftovers {
  private readonly list: Leftover[] = [];

  add(leftover: Leftover): void {
    this.list.push(leftover);
  }

  /** The worker ends. */
  async settle(run: ConformanceRun, transport: Transport): Promise<void> {
    const left = this.list.splice(0);
    if (left.length === 0) return;
    if (run.sharedFolder === undefined) await remove(left, run, transport);
    else writeFileSync(join(run.sharedFolder, `${PREFIX}${crypto.randomUUID()}.json`), JSON.stringify(left));
  }
}

/** Deletes what the workers left, for the main process when no worker runs any more. It never throws. */
export async function removeLeftovers(run: ConformanceRun): Promise<void> {
  const { sharedFolder } = run;
  if (sharedFolder === undefined) return;
  const transport = new UndiciTransport({ connectMs: REQUEST_MS, ca: run.target.ca });
  try {
    for (const file of readdirSync(sharedFolder).filter((name) => name.startsWith(PREFIX))) {
      const path = join(sharedFolder, file);
      await remove(JSON.parse(readFileSync(path, 'utf8')) as Leftover[], run, transport);
      rmSync(path);
    }
  } catch {
    // The run's results stand, whatever becomes of what it leaves.
  } finally {
    await transport.close();
  }
}

async function remove(left: readonly Leftover[], { target }: ConformanceRun, transport: Transport): Promise<void> {
  const url = new URL('/', target.url).href;
  const deadline = performance.now() + LONGEST_MS;
  for (const { operation, input, accountId } of left) {
    const credentials = credentialsOf(target, accountId);
    const signer = new Signer({ service: 'states', region: target.region, credentials });
    const body = JSON.stringify(input);
    const headers = await signer.sign({
      method: 'POST',
      url,
      headers: {
        ...accountHeadersOf(target, accountId),
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
      },
      body,
    });
    const signal = new AbortController().signal;
    const answer = await transport.send({ method: 'POST', url, headers, body, timeoutMs: REQUEST_MS, signal });
    // A target that is gone has nothing left.
    if (answer.kind === 'failed' || performance.now() > deadline) return;
  }
}
