import { describe, expect, matching, restsOn, test } from '../../harness/index.js';
import { echo } from '../definitions.js';

const common = { requires: ['validate-definition'], editions: ['current'] } as const;

const broken = {
  'no StartAt': { States: { A: { Type: 'Pass', End: true } } },
  'a Next to no state': { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } },
  'an unknown type': { StartAt: 'A', States: { A: { Type: 'Sleep', End: true } } },
  'a Choice without rules': { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [] } } },
} as const;

describe('ValidateStateMachineDefinition', () => {
  test('finds nothing in a definition that can be created', {
    cites: [
      'sfn:ValidateStateMachineDefinition/behaviour/ok',
      'sfn:ValidateStateMachineDefinition/response/result/enum',
      'sfn:ValidateStateMachineDefinition/response/diagnostics/type',
    ],
    ...common,
  }, async ({ sfn, machines }) => {
    const validate = async (definition: object) =>
      (await sfn.validateStateMachineDefinition({ definition: JSON.stringify(definition) })).output;
    const answer = await validate(echo());
    expect(answer.result).toBe('OK');
    expect(answer.diagnostics.filter((diagnostic) => diagnostic.severity === 'ERROR')).toEqual([]);
    await machines.create(echo());
    // The control: something is found in a definition that can't be.
    await restsOn('sfn:ValidateStateMachineDefinition/behaviour/fail', async () => {
      expect((await validate({ StartAt: 'Nowhere', States: {} })).result).toBe('FAIL');
    });
  });

  for (const [fault, definition] of Object.entries(broken)) {
    test(`finds ${fault}, as CreateStateMachine does`, {
      cites: [
        'sfn:ValidateStateMachineDefinition/behaviour/fail',
        'sfn:ValidateStateMachineDefinition/behaviour/agrees-with-create',
        'sfn:ValidateStateMachineDefinitionDiagnostic/code/type',
        'sfn:ValidateStateMachineDefinitionDiagnostic/message/type',
        'sfn:ValidateStateMachineDefinitionDiagnostic/severity/enum',
      ],
      ...common,
    }, async ({ sfn, machines }) => {
      const text = JSON.stringify(definition);
      const answer = (await sfn.validateStateMachineDefinition({ definition: text })).output;
      expect(answer.result).toBe('FAIL');
      const errors = answer.diagnostics.filter((diagnostic) => diagnostic.severity === 'ERROR');
      expect(errors.length).toBeGreaterThan(0);
      for (const { code, message } of errors) {
        expect(code).toEqual(matching(/\S/));
        expect(message).toEqual(matching(/\S/));
      }
      const request = { name: machines.freshName(), definition: text, roleArn: machines.roleArn };
      expect(await sfn.createStateMachine(request)).toFailWith('InvalidDefinition');
      const twin = (await sfn.validateStateMachineDefinition({ definition: JSON.stringify(echo()) })).output;
      expect(twin.result).toBe('OK');
    });
  }

  test('knows what EXPRESS machines can not do', {
    cites: [
      'sfn:ValidateStateMachineDefinition/behaviour/fail',
      'sfn:ValidateStateMachineDefinition/request/type/enum',
    ],
    ...common,
  }, async ({ sfn }) => {
    const definition = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:work', End: true } },
    });
    const ask = async (type: string) => (await sfn.validateStateMachineDefinition({ definition, type })).output.result;
    expect(await ask('EXPRESS')).toBe('FAIL');
    expect(await ask('STANDARD')).toBe('OK');
  });
});
