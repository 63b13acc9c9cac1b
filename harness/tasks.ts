import type { CaseActivities } from './activities.js';
import type { Attempt, Tasks } from './context.js';
import type { FunctionAnswer, LambdaHost } from './lambda-host.js';
import { hostedName } from './lambda-relay.js';
import type { FreshNames } from './names.js';
import type { Script, Step } from './script.js';
import type { Capability } from './target.js';
import { Inconclusive } from './verdict.js';
import { ActivityWorker, ScriptReader, type WorkerParts } from './workers.js';

export interface TaskParts extends WorkerParts {
  readonly activities: CaseActivities;
  readonly lambda: LambdaHost;
  readonly names: FreshNames;
  readonly region: string;
  readonly accountId: string;
  readonly has: (capability: Capability) => boolean;
}

/** Scripted tasks of one case: the same script, carried by an activity's worker or by a Lambda function. */
export class CaseTasks implements Tasks {
  private readonly workers = new Map<string, ActivityWorker>();
  private readonly calls = new Map<string, Attempt[]>();
  private readonly registered: (() => void)[] = [];

  constructor(private readonly parts: TaskParts) {
    parts.signal.addEventListener('abort', () => {
      for (const takeAway of this.registered) takeAway();
    });
  }

  async activity(script: Script, options: { readonly workerName?: string } = {}): Promise<string> {
    const { arn } = await this.parts.activities.create();
    const worker = new ActivityWorker(this.parts, arn, options.workerName ?? 'conformance-worker', script);
    this.workers.set(arn, worker);
    worker.start();
    return arn;
  }

  async lambda(script: Script): Promise<string> {
    const { lambda, names, region, accountId } = this.parts;
    const name = hostedName(await lambda.port(), names.next('f'));
    const attempts: Attempt[] = [];
    const reader = new ScriptReader(script);
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
    this.calls.set(arn, attempts);
    this.registered.push(
      lambda.register(name, async (payload, gone) => {
        attempts.push({ input: payload, answers: [] });
        return await this.parts.occupation.script(() => this.follow(reader.step(), payload, gone));
      }),
    );
    return arn;
  }

  attempts(resource: string): readonly Attempt[] {
    const attempts = this.workers.get(resource)?.attempts ?? this.calls.get(resource);
    if (attempts === undefined) throw new Error(`No scripted task has the ARN ${resource}.`);
    return attempts;
  }

  /** A definition whose `"task:<name>"` are ARNs: of activities, or of functions on a target without workers of activities. */
  async fillIn(definition: string, scripts: Readonly<Record<string, Script>>): Promise<string> {
    let filled = definition;
    for (const [name, script] of Object.entries(scripts)) {
      const placeholder = JSON.stringify(`task:${name}`);
      if (!filled.includes(placeholder)) throw new Error(`The definition has no task ${name}.`);
      const arn = this.parts.has('activity-workers') ? await this.activity(script) : await this.lambda(script);
      filled = filled.replaceAll(placeholder, JSON.stringify(arn));
    }
    return filled;
  }

  /** Throws what stopped a worker, when one stopped: waiting on would be in vain. */
  rethrow(): void {
    for (const { failure } of this.workers.values()) if (failure !== undefined) throw failure;
  }

  private async follow(step: Step, payload: unknown, gone: AbortSignal): Promise<FunctionAnswer> {
    const { occupation, clock } = this.parts;
    switch (step.kind) {
      case 'succeed':
        return { kind: 'result', payload: step.output };
      case 'fail':
        return { kind: 'error', errorType: step.error, errorMessage: step.cause };
      case 'never':
        await occupation.rest(true, () => hungUp(gone, this.parts.signal));
        return { kind: 'none' };
      case 'late': {
        const sleep = clock.sleep(step.seconds * 1000);
        sleep.catch(() => undefined);
        await occupation.rest(true, () => Promise.race([sleep, hungUp(gone, this.parts.signal)]));
        return await this.follow(step.then, payload, gone);
      }
      case 'heartbeats':
        throw new Inconclusive('harness', 'A Lambda function sends no heartbeats: such a script needs an activity.');
      case 'reply':
        return await this.follow(step.answer(payload), payload, gone);
    }
  }
}

/** Settles when either signal is aborted. */
async function hungUp(...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some(({ aborted }) => aborted)) return;
  await new Promise<void>((resolve) => {
    for (const signal of signals) signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
