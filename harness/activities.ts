import type { CleanUp } from './clean-up.js';
import { type Caller, succeeded } from './client.js';
import type { Activities, Activity } from './context.js';
import type { FreshNames } from './names.js';
import type { Outputs } from './operations.js';

/** Activities of one case. */
export class CaseActivities implements Activities {
  constructor(
    private readonly caller: Caller,
    private readonly undo: Caller,
    private readonly cleanUp: CleanUp,
    private readonly names: FreshNames,
  ) {}

  async create(name = this.names.next('a')): Promise<Activity> {
    const exchange = await this.caller.call<Outputs['CreateActivity']>('CreateActivity', { name }, 'case');
    const { activityArn } = succeeded(exchange, ['activityArn']);
    this.cleanUp.add(`activity ${activityArn}`, async () => {
      await this.undo.call('DeleteActivity', { activityArn }, 'cleanup');
    });
    return { arn: activityArn, name };
  }
}
