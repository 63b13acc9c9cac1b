import { describe, expect, test } from '../../harness/index.js';
import { chain } from '../definitions.js';

describe('The context object', () => {
  test('holds what is known of the execution and its machine', {
    cites: ['asl:context/execution'],
    editions: ['current'],
  }, async ({ executions, machines }) => {
    const machine = await machines.create(
      chain({
        Look: {
          Type: 'Pass',
          Parameters: {
            'id.$': '$$.Execution.Id',
            'name.$': '$$.Execution.Name',
            'input.$': '$$.Execution.Input',
            'role.$': '$$.Execution.RoleArn',
            'machine.$': '$$.StateMachine.Id',
            'machineName.$': '$$.StateMachine.Name',
          },
        },
      }),
    );
    const name = machines.freshName();

    const outcome = await executions.run(machine, { name, input: { n: 1 } });

    expect(outcome.output).toEqual({
      id: outcome.executionArn,
      name,
      input: { n: 1 },
      role: machines.roleArn,
      machine: machine.arn,
      machineName: machine.name,
    });
  });
});
