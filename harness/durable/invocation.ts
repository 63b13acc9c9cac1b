import type { Exchange } from '../exchange.js';
import type { FunctionAnswer } from '../lambda-host.js';
import type { LambdaCaller } from './client.js';
import type { DurableOperation, LambdaOutputs } from './operations.js';
import type { Patience } from './patience.js';

/** An update of a checkpoint, as it is sent: it may be invalid on purpose. */
export type Update = Readonly<Record<string, unknown>>;

export interface CheckpointOptions {
  /** Default: the token of the invocation, which each accepted checkpoint replaces. */
  readonly token?: unknown;
  readonly clientToken?: unknown;
  /** Default: the invocation's execution. */
  readonly arn?: unknown;
}

/** What the target invoked a durable function with. Timestamps in it are milliseconds. */
export interface InvocationEvent {
  readonly DurableExecutionArn: string;
  readonly CheckpointToken: string;
  readonly InitialExecutionState: { readonly Operations: readonly DurableOperation[]; readonly NextMarker?: string };
  readonly UpdatedOperationIds?: readonly string[];
}

export interface InvocationParts {
  readonly caller: LambdaCaller;
  /** What the updates ask to wait for is waited for. */
  readonly patience: Patience;
  /** Waits until the target has taken the answer in: that of so many invocations of the execution. */
  readonly settled: (arn: string, invocations: number) => Promise<void>;
}

/**
 * One invocation of a function whose code is the case: it stays open until the case says how it ends. Each ending waits until
 * the target has taken it in.
 */
export class Invocation {
  /** The checkpoint token that the function has now. */
  token: string;
  private settle!: (answer: FunctionAnswer) => void;
  /** What the host answers with. */
  readonly answer = new Promise<FunctionAnswer>((resolve) => {
    this.settle = resolve;
  });

  constructor(
    readonly event: InvocationEvent,
    private readonly parts: InvocationParts,
    /** Of its execution: the first is 1. */
    readonly ordinal = 1,
  ) {
    this.token = event.CheckpointToken;
  }

  get arn(): string {
    return this.event.DurableExecutionArn;
  }

  /** The operations that the function was given. */
  get operations(): readonly DurableOperation[] {
    return this.event.InitialExecutionState?.Operations ?? [];
  }

  operation(id: string): DurableOperation | undefined {
    return this.operations.find((operation) => operation.Id === id);
  }

  /** A checkpoint, whatever comes of it. */
  async checkpoint(
    updates: readonly Update[],
    options: CheckpointOptions = {},
  ): Promise<Exchange<LambdaOutputs['CheckpointDurableExecution']>> {
    const { token = this.token, clientToken, arn = this.arn } = options;
    this.parts.patience.heedUpdates(updates);
    const answered = await this.parts.caller.call('CheckpointDurableExecution', {
      DurableExecutionArn: arn,
      CheckpointToken: token,
      Updates: updates,
      ...(clientToken === undefined ? {} : { ClientToken: clientToken }),
    });
    if (answered.error === undefined) this.token = answered.output.CheckpointToken ?? this.token;
    return answered;
  }

  /** A checkpoint that must be accepted. @returns what the function is told */
  async update(...updates: readonly Update[]): Promise<readonly DurableOperation[]> {
    const { output } = await this.checkpoint(updates);
    return output.NewExecutionState?.Operations ?? [];
  }

  async state(
    input: Readonly<Record<string, unknown>> = {},
  ): Promise<Exchange<LambdaOutputs['GetDurableExecutionState']>> {
    return await this.parts.caller.call('GetDurableExecutionState', {
      DurableExecutionArn: this.arn,
      CheckpointToken: this.token,
      ...input,
    });
  }

  /** Returns any JSON value, or a text that may be none. */
  async returns(output: { readonly json: unknown } | { readonly text: string }): Promise<void> {
    this.settle('json' in output ? { kind: 'result', payload: output.json } : { kind: 'text', text: output.text });
    await this.parts.settled(this.arn, this.ordinal);
  }

  /** @param result becomes JSON text. `undefined`: no result */
  async succeeds(result?: unknown): Promise<void> {
    await this.returns({
      json: { Status: 'SUCCEEDED', ...(result === undefined ? {} : { Result: JSON.stringify(result) }) },
    });
  }

  async fails(
    error: Readonly<Record<string, unknown>> = { ErrorType: 'Broken', ErrorMessage: 'It broke.' },
  ): Promise<void> {
    await this.returns({ json: { Status: 'FAILED', Error: error } });
  }

  /** PENDING: it goes on when something that it waits for happens. */
  async suspends(): Promise<void> {
    await this.returns({ json: { Status: 'PENDING' } });
  }

  /** A function error: the invocation failed, and says nothing of the execution. */
  async crashes(errorType = 'Runtime.ExitError', errorMessage = 'The runtime exited.'): Promise<void> {
    this.settle({ kind: 'error', errorType, errorMessage });
    await this.parts.settled(this.arn, this.ordinal);
  }

  /** Lets the target's call end without an answer. */
  abandon(): void {
    this.settle({ kind: 'none' });
  }
}
