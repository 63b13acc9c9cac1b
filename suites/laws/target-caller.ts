import type { CallAnswer, Caller, CallNames, Ref } from '../../arbitraries/calls/index.js';
import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { CaseContext } from '../../harness/index.js';
import { Breach } from '../../harness/verdict.js';
import { unknownRef } from './engine-caller.js';

/** Lists whose pages are read to the end, and the member that holds their items. */
const lists: Readonly<Record<string, string>> = {
  ListStateMachines: 'stateMachines',
  ListActivities: 'activities',
  ListExecutions: 'executions',
};
const MOST_PAGES = 50;

/** Calls of a case's target, by names that only one sequence uses. */
export class TargetCaller implements Caller, CallNames {
  readonly roleArn: string;
  private readonly prefix: string;
  private readonly executions: string[] = [];

  constructor(private readonly context: CaseContext) {
    this.roleArn = context.machines.roleArn;
    this.prefix = context.machines.freshName('q');
  }

  name(base: string): string {
    return `${this.prefix}-${base}`;
  }

  owns(key: string): boolean {
    return key.includes(`${this.prefix}-`);
  }

  async call(operation: string, input: JsonObject): Promise<CallAnswer> {
    const first = await this.once(operation, input);
    const member = lists[operation];
    if (first.kind === 'refusal') return first;
    const { output } = first;
    if (operation === 'CreateStateMachine') this.context.machines.forget(String(output.stateMachineArn));
    if (operation === 'StartExecution') this.executions.push(String(output.executionArn));
    return member === undefined ? first : await this.wholeList(operation, input, output, member);
  }

  private async wholeList(
    operation: string,
    input: JsonObject,
    output: JsonObject,
    member: string,
  ): Promise<CallAnswer> {
    const items: Json[] = Array.isArray(output[member]) ? [...output[member]] : [];
    let { nextToken } = output;
    for (let page = 1; typeof nextToken === 'string' && nextToken !== '' && page < MOST_PAGES; page++) {
      const next = await this.once(operation, { ...input, nextToken });
      if (next.kind === 'refusal') return next;
      if (Array.isArray(next.output[member])) items.push(...next.output[member]);
      ({ nextToken } = next.output);
    }
    return { kind: 'success', output: { ...output, [member]: items } };
  }

  private async once(operation: string, input: JsonObject): Promise<CallAnswer> {
    const exchange = await this.context.sfn.call(operation, input);
    if (exchange.error !== undefined) return { kind: 'refusal', error: exchange.error.type };
    try {
      return { kind: 'success', output: exchange.output as JsonObject };
    } catch (error) {
      if (error instanceof Breach) return { kind: 'refusal', error: 'an answer that is no JSON object' };
      throw error;
    }
  }

  async sleep(seconds: number): Promise<void> {
    await this.context.clock.sleep(seconds * 1000);
  }

  async settle(executionArn: string): Promise<void> {
    await this.context.executions.finish(executionArn);
  }

  unknown(kind: Ref['ref']): string {
    const { region, accountId } = this.context.target;
    return unknownRef[kind].replace('us-east-1', region).replace('123456789012', accountId);
  }

  /** Stops what still runs. */
  async end(): Promise<void> {
    for (const executionArn of this.executions) await this.context.sfn.stopExecution({ executionArn });
  }
}
