import { describe, expect, test } from '../../harness/index.js';
import { chain } from '../definitions.js';
import { judged } from './prerequisites.js';

describe('The context object', () => {
  test('holds what is known of the execution and its machine', {
    cites: ['asl:context/execution'],
    editions: ['current'],
  }, async (context) => {
    const { executions, machines } = context;
    const definition = chain({
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
    });
    const machine = await machines.create(definition);
    const name = machines.freshName();

    const outcome = await executions.run(machine, { name, input: { n: 1 } });

    await judged(context, { statement: 'asl:context/execution', definition }, async () => {
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
});
