import { type Caller, succeeded } from './client.js';
import type { Activities, Activity } from './context.js';
import type { FreshNames } from './names.js';
import type { Outputs } from './operations.js';

/** Activities of one case. */
export class CaseActivities implements Activities {
  constructor(
    private readonly caller: Caller,
    private readonly names: FreshNames,
  ) {}

  async create(name = this.names.next('a')): Promise<Activity> {
    const exchange = await this.caller.call<Outputs['CreateActivity']>('CreateActivity', { name }, 'case');
    const { activityArn } = succeeded(exchange, ['activityArn']);
    this.names.claim(name);
    return { arn: activityArn, name };
  }
}
