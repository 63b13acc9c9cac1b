import type { CallAnswer, Caller, CallNames, Ref } from '../../arbitraries/calls/index.js';
import type { JsonObject } from '../../arbitraries/json.js';
import { type Engine, ServiceError, type VirtualClock } from '../../engine/index.js';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

export const unknownRef: Readonly<Record<Ref['ref'], string>> = {
  machine: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:nothing-has-this-name`,
  activity: `arn:aws:states:${REGION}:${ACCOUNT}:activity:nothing-has-this-name`,
  execution: `arn:aws:states:${REGION}:${ACCOUNT}:execution:nothing-has-this-name:nor-this`,
  token: 'AAAAKgAAAAIAAAAAAAAAAQ',
};

/** Calls of an engine in this process. */
export class EngineCaller implements Caller {
  constructor(private readonly engine: Engine<VirtualClock>) {}

  async call(operation: string, input: JsonObject): Promise<CallAnswer> {
    try {
      return { kind: 'success', output: (await this.engine.call(operation, input)) as JsonObject };
    } catch (error) {
      if (error instanceof ServiceError) return { kind: 'refusal', error: error.name };
      throw error;
    }
  }

  async sleep(seconds: number): Promise<void> {
    this.engine.clock.advance(seconds * 1000);
  }

  async settle(executionArn: string): Promise<void> {
    await this.engine.finish(executionArn);
  }

  unknown(kind: Ref['ref']): string {
    return unknownRef[kind];
  }
}

export const engineNames: CallNames = { name: (base) => base, roleArn: `arn:aws:iam::${ACCOUNT}:role/calls` };
