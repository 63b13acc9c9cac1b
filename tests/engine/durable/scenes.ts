import type { DurableService, DurableServiceOptions, OperationUpdate } from '../../../engine/durable/index.js';
import { Bench, callback, chained, context, type Invocation, step, wait } from './scripted.js';

/** What a call did, as data. */
export const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (value) => ({ value }),
    (error: Error) => ({ error: `${error.name}: ${error.message}` }),
  );

/** A stage on which a scene is played, whatever the rules make of it: all that is seen goes into the transcript. */
class Stage {
  readonly transcript: unknown[] = [];
  readonly bench: Bench;

  constructor(options: DurableServiceOptions & { durable?: object }) {
    this.bench = new Bench({
      ...options,
      functions: { plain: { handler: (event) => event }, large: { handler: () => 'x'.repeat(1_048_576) } },
    });
  }

  call: DurableService['call'] = async (...args) => {
    const answer = this.bench.service.call(...args);
    this.transcript.push(args[0], await outcome(answer));
    return answer.catch(() => ({}) as never);
  };

  invoke(name: string, more: object = {}) {
    const event = { FunctionName: 'fn', Qualifier: '$LATEST', InvocationType: 'Event', Payload: '{}' } as const;
    return this.call('Invoke', { ...event, DurableExecutionName: name, ...more });
  }

  /** The invocations that are under way; the last one is returned. */
  async open(): Promise<Invocation | undefined> {
    await this.bench.tick();
    await this.bench.tick();
    const found = this.bench.fn.invocations.filter(({ ended }) => !ended);
    this.transcript.push(found.map(({ event }) => event));
    return found.at(-1);
  }

  async begin(name = 'scene'): Promise<{ arn: string; first: Invocation }> {
    const { DurableExecutionArn } = await this.invoke(name);
    return { arn: DurableExecutionArn!, first: (await this.open())! };
  }

  async checkpoint(invocation: Invocation | undefined, ...updates: OperationUpdate[]): Promise<void> {
    if (invocation) this.transcript.push(await outcome(invocation.checkpoint(...updates)));
  }

  /** Moves the clock and shows what runs then. */
  advance(seconds: number): Promise<Invocation | undefined> {
    this.bench.clock.advance(seconds * 1000);
    return this.open();
  }

  async show(DurableExecutionArn: string): Promise<void> {
    await this.call('GetDurableExecution', { DurableExecutionArn });
    await this.call('GetDurableExecutionHistory', {
      DurableExecutionArn,
      IncludeExecutionData: true,
      ReverseOrder: false,
    });
  }

  async callbackIds(arn: string): Promise<string[]> {
    const events = await this.bench.history(arn);
    return events.flatMap((event) => event.CallbackStartedDetails?.CallbackId ?? []);
  }
}

type Scene = (stage: Stage) => Promise<void>;

const scenes: Readonly<Record<string, Scene>> = {
  async starting(stage) {
    await stage.invoke('unqualified', { Qualifier: undefined });
    await stage.invoke('plain', { FunctionName: 'plain' });
    await stage.invoke('not-json', { Payload: '{' });
    await stage.invoke('too-large', { Payload: JSON.stringify('x'.repeat(1_048_576)) });
    await stage.begin();
    await stage.invoke('scene');
    await stage.invoke('scene', { Payload: '2' });
    await stage.open();
  },
  async waiting(stage) {
    const answer = stage.invoke('wait', { InvocationType: 'RequestResponse' });
    (await stage.open())?.succeeds(1);
    await answer;
    await stage.invoke('fits', { InvocationType: 'DryRun' });
  },
  async tokens(stage) {
    const { arn, first } = await stage.begin();
    const checkpoint = { DurableExecutionArn: arn, CheckpointToken: first.token, ClientToken: 'once' };
    const { CheckpointToken } = await stage.call('CheckpointDurableExecution', checkpoint);
    await stage.call('CheckpointDurableExecution', checkpoint);
    await stage.call('CheckpointDurableExecution', { ...checkpoint, ClientToken: 'other' });
    const live = { DurableExecutionArn: arn, CheckpointToken: CheckpointToken ?? first.token };
    const { CheckpointToken: last } = await stage.call('CheckpointDurableExecution', {
      ...live,
      Updates: [wait('w', 9)],
    });
    first.suspends();
    await stage.open();
    await stage.call('GetDurableExecutionState', { ...live, CheckpointToken: last ?? live.CheckpointToken });
  },
  async batches(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(first, step('s', 'START'), step('s', 'START'));
    await stage.checkpoint(first, step('s', 'START'));
    await stage.checkpoint(first, step('s', 'START'));
    await stage.checkpoint(first, step('t', 'START', { ParentId: 's' }));
    await stage.checkpoint(first, { Id: 'e', Type: 'EXECUTION', Action: 'FAIL' });
    first.suspends();
    await stage.open();
    await stage.show(arn);
  },
  async operations(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(
      first,
      context('c', 'START'),
      step('in', 'START', { ParentId: 'c' }),
      context('d', 'START'),
      step('kept', 'START', { ParentId: 'd' }),
      context('open', 'START'),
      step('shown', 'START', { ParentId: 'open' }),
      step('s', 'RETRY', { Error: {}, StepOptions: { NextAttemptDelaySeconds: 5 } }),
      wait('w', 8),
      wait('x', 90),
    );
    const cancel = { Id: 'x', Type: 'WAIT', Action: 'CANCEL' } as const;
    await stage.checkpoint(first, step('in', 'SUCCEED'), context('c', 'SUCCEED'), context('d', 'FAIL'), cancel);
    first.suspends();
    await stage.open();
    const second = await stage.advance(5);
    await stage.checkpoint(second, step('s', 'START'), step('s', 'FAIL'));
    second?.suspends();
    (await stage.advance(3))?.succeeds();
    await stage.open();
    await stage.show(arn);
  },
  async executionCheckpoint(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(first, { Id: 'e', Type: 'EXECUTION', Action: 'SUCCEED', Payload: '1' });
    first.succeeds();
    await stage.open();
    await stage.show(arn);
  },
  async callbacks(stage) {
    const { arn, first } = await stage.begin();
    const options = { TimeoutSeconds: 30, HeartbeatTimeoutSeconds: 10 };
    const beating = ['beats', 'dies', 'late'].map((id) =>
      callback(id, { CallbackOptions: id === 'late' ? { TimeoutSeconds: 30 } : options }),
    );
    await stage.checkpoint(first, ...beating, callback('yes'), callback('no'));
    first.suspends();
    await stage.open();
    const [beats, , , yes, no] = await stage.callbackIds(arn);
    (await stage.advance(9))?.suspends();
    await stage.call('SendDurableExecutionCallbackHeartbeat', { CallbackId: beats! });
    (await stage.advance(5))?.suspends();
    await stage.call('SendDurableExecutionCallbackSuccess', { CallbackId: yes!, Result: '1' });
    await stage.call('SendDurableExecutionCallbackSuccess', { CallbackId: yes!, Result: '2' });
    await stage.call('SendDurableExecutionCallbackFailure', { CallbackId: no! });
    (await stage.open())?.suspends();
    (await stage.advance(20))?.suspends();
    await stage.show(arn);
  },
  async chaining(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(first, chained('durable', 'fn:$LATEST'), chained('slow', 'fn:$LATEST'));
    await stage.checkpoint(first, chained('plain', 'plain'), chained('large', 'large'), chained('gone', 'nobody'));
    await stage.advance(0);
    first.suspends();
    await stage.open();
    stage.bench.fn.invocations[1]?.succeeds('out');
    (await stage.open())?.suspends();
    await stage.show(arn);
  },
  async childTimesOut(stage) {
    const { arn, first } = await stage.begin();
    stage.bench.clock.advance(100_000);
    await stage.checkpoint(first, chained('slow', 'short:$LATEST'));
    first.suspends();
    await stage.open();
    (await stage.advance(20))?.suspends();
    await stage.show(arn);
  },
  async failures(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(first, wait('w', 100));
    first.crashes();
    await stage.open();
    (await stage.advance(1))?.returns({ Status: 'NO' });
    await stage.open();
    await stage.show(arn);
  },
  async pending(stage) {
    const { arn, first } = await stage.begin();
    await stage.checkpoint(first, wait('w', 1));
    stage.bench.clock.advance(1000);
    await stage.open();
    first.suspends();
    (await stage.open())?.suspends();
    await stage.open();
    await stage.show(arn);
  },
  async stopping(stage) {
    const { arn } = await stage.begin();
    await stage.call('StopDurableExecution', { DurableExecutionArn: arn });
    stage.bench.clock.advance(1000);
    await stage.call('StopDurableExecution', { DurableExecutionArn: arn, ErrorType: 'again' });
    await stage.show(arn);
    stage.bench.clock.advance(86_400_000);
    await stage.show(arn);
    await stage.invoke('scene', { Payload: '2' });
  },
  async timingOut(stage) {
    const { arn } = await stage.begin();
    await stage.advance(600);
    await stage.show(arn);
  },
  async reading(stage) {
    const { arn, first } = await stage.begin('a');
    await stage.checkpoint(first, step('s', 'SUCCEED', { Payload: '1', Name: 'n' }));
    await stage.call('GetDurableExecutionState', { DurableExecutionArn: arn, CheckpointToken: first.token });
    for (const IncludeExecutionData of [true, false]) {
      await stage.call('GetDurableExecution', { DurableExecutionArn: arn, IncludeExecutionData });
      await stage.call('GetDurableExecutionHistory', {
        DurableExecutionArn: arn,
        IncludeExecutionData,
        ReverseOrder: true,
      });
    }
    await stage.advance(5);
    await stage.invoke('b');
    const filters = { StartedAfter: 1, StartedBefore: 9_999_999_999, Statuses: ['RUNNING'], DurableExecutionName: 'a' };
    await stage.call('ListDurableExecutionsByFunction', { FunctionName: 'fn' });
    await stage.call('ListDurableExecutionsByFunction', { FunctionName: 'fn', ...filters });
  },
};

/** Plays every scene with these options. The same options give the same transcript. */
export async function playAll(options: DurableServiceOptions): Promise<Record<string, unknown[]>> {
  const transcripts: Record<string, unknown[]> = {};
  for (const [name, scene] of Object.entries(scenes)) {
    const stage = new Stage({ ...options, durable: { ExecutionTimeout: 600, RetentionPeriodInDays: 1 } });
    stage.bench.service.register('short', { handler: () => new Promise(() => {}), durable: { ExecutionTimeout: 20 } });
    await scene(stage);
    transcripts[name] = stage.transcript;
  }
  return transcripts;
}
