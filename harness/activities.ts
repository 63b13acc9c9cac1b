import type { CleanUp } from './clean-up.js';
import { type Caller, succeeded } from './client.js';
import type { Activities, Activity } from './context.js';
import type { FreshNames } from './names.js';
import type { Outputs } from './operations.js';

export interface ActivityParts {
  readonly caller: Caller;
  readonly undo: Caller;
  readonly cleanUp: CleanUp;
  /** Has an activity deleted when the whole run has ended. */
  readonly leaveToTheEnd: (activityArn: string) => void;
  readonly names: FreshNames;
  /** Whether an execution of the case did not end by itself. */
  readonly wasCutShort: () => boolean;
}

/** Activities of one case. */
export class CaseActivities implements Activities {
  constructor(private readonly parts: ActivityParts) {}

  async create(name = this.parts.names.next('a')): Promise<Activity> {
    const { caller, cleanUp } = this.parts;
    const exchange = await caller.call<Outputs['CreateActivity']>('CreateActivity', { name }, 'case');
    const { activityArn } = succeeded(exchange, ['activityArn']);
    cleanUp.add(`activity ${activityArn}`, () => this.remove(activityArn));
    return { arn: activityArn, name };
  }

  /**
   * An execution that was stopped may still look at its activity, and a target may die of one that is gone, and take the
   * other cases with it. So such an activity goes last of all.
   */
  private async remove(activityArn: string): Promise<void> {
    const { undo, leaveToTheEnd, wasCutShort } = this.parts;
    if (wasCutShort()) leaveToTheEnd(activityArn);
    else await undo.call('DeleteActivity', { activityArn }, 'cleanup');
  }
}
