import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  type Event,
  GetDurableExecutionCommand,
  type GetDurableExecutionCommandOutput,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  LambdaClient,
  ListDurableExecutionsByFunctionCommand,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
} from '@aws-sdk/client-lambda';
import { createDurableService, serveEngine, VirtualClock } from '../../engine/index.js';
import { EngineClock } from '../engine-clock.js';
import { type HostedFunction, LambdaRuntime, type PlainHandler } from './runtime.js';
import type { Scene, World } from './scene.js';
import { shownHistory } from './shown-history.js';

/** After every date on which a test may run: no timer that the SDK sets for a moment of the engine's clock ever fires. */
const START = Date.UTC(2100, 0, 1);
/** The scene's function. */
export const FUNCTION = 'under-test';
/** An engine that is busy for so long is stuck, milliseconds. */
const STUCK_MS = 20_000;

/** What is to be seen of an execution from outside, and what its functions saw. */
export interface Played {
  readonly description: GetDurableExecutionCommandOutput;
  readonly events: readonly Event[];
  readonly history: readonly string[];
  readonly runtime: LambdaRuntime;
}

/** Plays a scene on a reference engine of its own, over HTTP: the official SDK and client on one side, the engine on the other. */
export async function play(scene: Scene, seed = 1): Promise<Played> {
  const runtime = new LambdaRuntime();
  const service = createDurableService({ lambdaEndpoint: await runtime.listen() });
  const served = await serveEngine({ clock: new VirtualClock(START), seed, mounts: [service.mount] });
  const client = new LambdaClient({
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  runtime.client = client;
  const stage = new Stage(new EngineClock(`${served.url}/_engine/clock`), client, runtime);
  try {
    runtime.functions.set(FUNCTION, { kind: 'durable', handler: scene.handler });
    for (const [name, fn] of Object.entries(scene.functions ?? {})) {
      const hosted: HostedFunction =
        'plain' in fn ? { kind: 'plain', handler: fn.plain as PlainHandler } : { kind: 'durable', handler: fn.handler };
      runtime.functions.set(name, hosted);
      await stage.create(name, 'plain' in fn ? null : (fn.durableConfig ?? {}));
    }
    await stage.create(FUNCTION, scene.durableConfig ?? {}, scene.timeoutSeconds);
    await stage.start(scene.input, scene.synchronous ? 'RequestResponse' : 'Event');
    await scene.world?.(stage);
    const description = await stage.finish();
    const events = await stage.history();
    return { description, events, history: shownHistory(events), runtime };
  } finally {
    client.destroy();
    await served.close();
    await service.close();
    await runtime.close();
  }
}

/** One execution on a served engine, and its surroundings. */
class Stage implements World {
  private arn = '';

  constructor(
    private readonly clock: EngineClock,
    private readonly client: LambdaClient,
    private readonly runtime: LambdaRuntime,
  ) {}

  async create(
    FunctionName: string,
    config: { readonly ExecutionTimeout?: number } | null,
    Timeout?: number,
  ): Promise<void> {
    await this.client.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: 'arn:aws:iam::123456789012:role/handlers',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: Buffer.from('the code is in the runtime of the test') },
        Timeout: Timeout ?? 60,
        ...(config !== null && {
          DurableConfig: { ExecutionTimeout: 31_622_400, RetentionPeriodInDays: 1, ...config },
        }),
      }),
    );
  }

  async start(input: unknown, InvocationType: 'Event' | 'RequestResponse'): Promise<void> {
    const Payload = Buffer.from(JSON.stringify(input ?? null));
    const invoke = new InvokeCommand({ FunctionName: FUNCTION, Qualifier: '$LATEST', InvocationType, Payload });
    const started = this.client.send(invoke);
    if (InvocationType === 'Event') this.arn = (await started).DurableExecutionArn ?? '';
    else {
      // It is answered when the execution has ended, which the stage brings about.
      started.catch(() => undefined);
      this.arn = await this.latestOf(FUNCTION);
    }
  }

  private async latestOf(FunctionName: string): Promise<string> {
    const list = new ListDurableExecutionsByFunctionCommand({ FunctionName, Qualifier: '$LATEST' });
    const deadline = performance.now() + STUCK_MS;
    while (performance.now() < deadline) {
      const arn = (await this.client.send(list)).DurableExecutions?.[0]?.DurableExecutionArn;
      if (arn !== undefined) return arn;
      await pause(1);
    }
    throw new Error(`${FunctionName} has no execution.`);
  }

  async idle(): Promise<void> {
    await this.clock.quiet();
  }

  async pass(seconds: number): Promise<void> {
    await this.clock.pass(seconds * 1000);
  }

  async succeed(name: string, body?: string): Promise<void> {
    const Result = body === undefined ? {} : { Result: Buffer.from(body) };
    const CallbackId = await this.callbackId(name);
    await this.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, ...Result }));
  }

  async fail(name: string, error: { readonly ErrorType?: string; readonly ErrorMessage?: string }): Promise<void> {
    const CallbackId = await this.callbackId(name);
    await this.client.send(new SendDurableExecutionCallbackFailureCommand({ CallbackId, Error: error }));
  }

  async heartbeat(name: string): Promise<void> {
    const CallbackId = await this.callbackId(name);
    await this.client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }));
  }

  async stop(error: { readonly ErrorType?: string; readonly ErrorMessage?: string }, of?: string): Promise<void> {
    await this.clock.quiet();
    const DurableExecutionArn = of === undefined ? this.arn : await this.latestOf(of);
    await this.client.send(new StopDurableExecutionCommand({ DurableExecutionArn, Error: error }));
  }

  async refusesAnswer(name: string, error: string): Promise<void> {
    const refused = await this.succeed(name, 'too late').then(
      () => 'nothing',
      (thrown: Error) => thrown.name,
    );
    if (refused !== error) throw new Error(`The answer to ${name} was refused with ${refused}, not ${error}.`);
  }

  async passWhileHanging(seconds: number): Promise<void> {
    const deadline = performance.now() + STUCK_MS;
    while (this.runtime.hanging === 0) {
      if (performance.now() > deadline) throw new Error(`No handler hangs after ${STUCK_MS} ms.`);
      await pause(1);
    }
    await this.clock.move({ advanceMs: seconds * 1000 });
  }

  /** Moves the clock from timer to timer until the execution has ended. */
  async finish(): Promise<GetDurableExecutionCommandOutput> {
    for (;;) {
      const { next } = await this.clock.quiet();
      const description = await this.client.send(new GetDurableExecutionCommand({ DurableExecutionArn: this.arn }));
      if (description.Status !== 'RUNNING') return description;
      if (next === null) throw new Error('The execution waits for something that time does not bring.');
      await this.clock.move({ toNext: true });
    }
  }

  async history(): Promise<Event[]> {
    const events: Event[] = [];
    let Marker: string | undefined;
    do {
      const page = await this.client.send(
        new GetDurableExecutionHistoryCommand({ DurableExecutionArn: this.arn, IncludeExecutionData: true, Marker }),
      );
      events.push(...(page.Events ?? []));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    return events;
  }

  private async callbackId(name: string): Promise<string> {
    await this.clock.quiet();
    const events = await this.history();
    // What waitForCallback starts has no name: it is in a context that has.
    const contexts = events.filter(({ EventType, Name }) => EventType === 'ContextStarted' && Name === name);
    const started = events.find(
      ({ EventType, Name, ParentId }) =>
        EventType === 'CallbackStarted' &&
        (Name === name || (Name === undefined && contexts.some(({ Id }) => Id === ParentId))),
    );
    if (started === undefined) throw new Error(`No callback ${name} was started.`);
    return started.CallbackStartedDetails?.CallbackId ?? '';
  }
}
