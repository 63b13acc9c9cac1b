import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from './client.js';
import type { Clock } from './clock.js';
import type { Attempt } from './context.js';
import type { Exchange } from './exchange.js';
import type { Occupation } from './occupation.js';
import type { Outputs } from './operations.js';
import type { PollGate } from './poll-gate.js';
import type { Script, Step } from './script.js';

/** A target with a real clock that answers empty polls at once is not asked more often than this. */
const SHORTEST_POLL_MS = 100;

/** What the attempt after a script's last step gets. */
const SCRIPT_ENDED: Step = {
  kind: 'fail',
  error: 'Conformance.ScriptEnded',
  cause: 'The target made more attempts than the case has a script for.',
};

/** Hands out the steps of a script, one an attempt. */
export class ScriptReader {
  private next = 0;
  constructor(private readonly script: Script) {}

  step(): Step {
    return this.script[this.next++] ?? SCRIPT_ENDED;
  }
}

/** The input of a task: parsed when it is JSON. */
export function inputOf(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface WorkerParts {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly clockKind: 'real' | 'virtual';
  readonly occupation: Occupation;
  readonly polls: PollGate;
  /** Aborted when the case ends. */
  readonly signal: AbortSignal;
}

/** A worker of one activity: polls until the case ends, and does with each task what the script says. */
export class ActivityWorker {
  readonly attempts: Attempt[] = [];
  /** Why it stopped before the case did. */
  failure: unknown;
  private readonly reader: ScriptReader;

  constructor(
    private readonly parts: WorkerParts,
    private readonly activityArn: string,
    private readonly workerName: string | undefined,
    script: Script,
  ) {
    this.reader = new ScriptReader(script);
  }

  /** Begins to poll, and comes back at once. */
  start(): void {
    this.poll().catch((error: unknown) => this.stop(error));
  }

  private stop(error: unknown): void {
    if (!this.parts.signal.aborted) this.failure ??= error;
  }

  private async poll(): Promise<void> {
    const { caller, signal, clockKind, polls } = this.parts;
    while (!signal.aborted && this.failure === undefined) {
      const workerName = this.workerName === undefined ? {} : { workerName: this.workerName };
      const request = { activityArn: this.activityArn, ...workerName };
      const exchange = await polls.pass((given) =>
        caller.call<Outputs['GetActivityTask']>('GetActivityTask', request, 'worker', { signal: given }),
      );
      if (exchange === undefined) continue;
      const { taskToken, input } = exchange.output;
      if (typeof taskToken === 'string' && taskToken !== '') {
        this.take(taskToken, inputOf(input)).catch((error: unknown) => this.stop(error));
      } else if (clockKind === 'real' && exchange.durationMs < SHORTEST_POLL_MS) {
        await pause(SHORTEST_POLL_MS, undefined, { signal });
      }
    }
  }

  private async take(taskToken: string, input: unknown): Promise<void> {
    const answers: Exchange[] = [];
    this.attempts.push({ input, answers });
    await this.parts.occupation.script(() => this.follow(this.reader.step(), taskToken, input, answers));
  }

  private async follow(step: Step, taskToken: string, input: unknown, answers: Exchange[]): Promise<void> {
    switch (step.kind) {
      case 'succeed':
        return await this.answer('SendTaskSuccess', { taskToken, output: JSON.stringify(step.output) }, answers);
      case 'fail':
        return await this.answer('SendTaskFailure', { taskToken, error: step.error, cause: step.cause }, answers);
      case 'never':
        return;
      case 'late':
        await this.sleep(step.seconds);
        return await this.follow(step.then, taskToken, input, answers);
      case 'heartbeats':
        for (let beat = 0; beat < step.times; beat++) {
          await this.sleep(step.everySeconds);
          await this.answer('SendTaskHeartbeat', { taskToken }, answers);
        }
        return await this.follow(step.then, taskToken, input, answers);
      case 'reply':
        return await this.follow(step.answer(input), taskToken, input, answers);
    }
  }

  private async answer(operation: string, request: object, answers: Exchange[]): Promise<void> {
    answers.push(await this.parts.caller.call(operation, request, 'worker'));
  }

  private async sleep(seconds: number): Promise<void> {
    await this.parts.occupation.rest(false, () => this.parts.clock.sleep(seconds * 1000));
  }
}
