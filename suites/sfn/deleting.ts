import { type CaseContext, expect, restsOn } from '../../harness/index.js';
import { waitFor } from '../definitions.js';

/** The statement that a machine whose executions are open is there until they have ended. */
export const DELETING = 'sfn:DeleteStateMachine/behaviour/waits-for-executions';

/** A machine that was deleted while an execution of it is open. */
export async function deletingMachine({ machines, executions, sfn }: CaseContext) {
  const machine = await machines.create(waitFor(60));
  await executions.start(machine);
  await restsOn(DELETING, async () => {
    expect(await sfn.deleteStateMachine({ stateMachineArn: machine.arn })).toSucceed();
    const { status } = (await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output;
    expect(status).toBe('DELETING');
  });
  return machine;
}
