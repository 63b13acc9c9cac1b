import { setTimeout as pause } from 'node:timers/promises';
import type { Credentials } from '../../harness/target.js';
import { type ProbeAnswer, ProbeClient } from '../probe-client.js';
import { TargetError } from '../target-error.js';

/** Something of ours in an account. */
export interface Leftover {
  readonly kind: 'state machine' | 'activity';
  readonly name: string;
  readonly arn: string;
  readonly type?: string;
}

export interface SweepAddress {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
}

const TIMEOUT_MS = 15_000;
const MOST_TRIES = 8;
const MOST_PAGES = 1_000;

/** Finds and deletes what runs left in an account: state machines and activities whose names begin in our way. */
export class Sweep {
  private readonly client: ProbeClient;

  constructor(address: SweepAddress) {
    this.client = new ProbeClient({ ...address, timeoutMs: TIMEOUT_MS });
  }

  /**
   * All whose names begin with `namePrefix`.
   * @throws TargetError when the account can't be read
   */
  async find(namePrefix: string): Promise<Leftover[]> {
    const machines = await this.pages('ListStateMachines', 'stateMachines');
    const activities = await this.pages('ListActivities', 'activities');
    return [
      ...machines.map((item) => leftover('state machine', item, 'stateMachineArn')),
      ...activities.map((item) => leftover('activity', item, 'activityArn')),
    ].filter((found): found is Leftover => found?.name.startsWith(namePrefix) === true);
  }

  /** Stops what runs and deletes. @returns why it could not, or nothing */
  async remove({ kind, arn, type }: Leftover): Promise<string | undefined> {
    if (kind === 'activity') return refusal(await this.call('DeleteActivity', { activityArn: arn }));
    // A machine that is deleted goes on with what runs, and that costs.
    if (type !== 'EXPRESS') {
      const stateMachineArn = arn;
      for (const execution of await this.pages('ListExecutions', 'executions', {
        stateMachineArn,
        statusFilter: 'RUNNING',
      })) {
        const { executionArn } = execution;
        if (typeof executionArn === 'string') await this.call('StopExecution', { executionArn });
      }
    }
    return refusal(await this.call('DeleteStateMachine', { stateMachineArn: arn }));
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async pages(operation: string, member: string, input: object = {}): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    let nextToken: unknown;
    for (let page = 0; page < MOST_PAGES; page++) {
      const token = nextToken === undefined ? {} : { nextToken };
      const answer = await this.call(operation, { maxResults: 1_000, ...input, ...token });
      const problem = refusal(answer);
      if (problem !== undefined)
        throw new TargetError(`The account can't be read: ${operation} was answered with ${problem}.`);
      const items = answer.kind === 'answered' ? answer.body?.[member] : undefined;
      if (Array.isArray(items)) found.push(...items.filter((item) => typeof item === 'object' && item !== null));
      nextToken = answer.kind === 'answered' ? answer.body?.nextToken : undefined;
      if (typeof nextToken !== 'string' || nextToken === '') break;
    }
    return found;
  }

  private async call(operation: string, input: object): Promise<ProbeAnswer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.client.call(operation, input);
      const isThrottled = answer.kind === 'answered' && answer.status >= 400 && /Throttl|TooMany/.test(typeOf(answer));
      if (!isThrottled || attempt >= MOST_TRIES) return answer;
      await pause(250 * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}

function leftover(kind: Leftover['kind'], item: Record<string, unknown>, arnMember: string): Leftover | undefined {
  const { name, type, [arnMember]: arn } = item;
  if (typeof name !== 'string' || typeof arn !== 'string') return undefined;
  return { kind, name, arn, ...(typeof type === 'string' ? { type } : {}) };
}

function refusal(answer: ProbeAnswer): string | undefined {
  if (answer.kind === 'failed') return answer.message;
  if (answer.status < 400) return undefined;
  const message = answer.body?.message ?? answer.body?.Message;
  return `${answer.status} ${typeOf(answer)}${typeof message === 'string' ? `: ${message}` : ''}`;
}

function typeOf(answer: ProbeAnswer & { readonly kind: 'answered' }): string {
  const type = answer.body?.__type;
  return typeof type === 'string' ? type.replace(/^.*#/, '') : '';
}
