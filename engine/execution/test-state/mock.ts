import type { JsonObject } from '../../asl/doc.js';
import { mockFault } from './mock-shape.js';
import type { TestStateRequest } from './test-state.js';
import { TestStateError } from './test-state-error.js';

/**
 * Checks that a state has the mock, or the role, that it needs to be tested, and that the mock is what it can give.
 * @throws TestStateError (recorded: test_state/test_state_mock_validation, test_state/test_field_validation_mode)
 */
export function requireMock({ Type, Resource, ResultWriter }: JsonObject, { mock, roleArn }: TestStateRequest): void {
  const joins = Type === 'Map' || Type === 'Parallel';
  if (joins && mock === undefined) {
    throw new TestStateError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (Type === 'Task' && mock === undefined && roleArn === undefined) {
    throw new TestStateError('ValidationException', 'RoleArn must be specified when testing a Task state');
  }
  const value = mock?.result?.value;
  if (value === undefined) return;
  if (joins) {
    const wanted = Type === 'Map' && ResultWriter !== undefined ? 'object' : 'array';
    const given = Array.isArray(value) ? 'array' : typeof value === 'object' && value !== null ? 'object' : 'other';
    if (given !== wanted) {
      throw new TestStateError('ValidationException', `Mocked result must be a JSON ${wanted}.`);
    }
    return;
  }
  const mode = mock?.fieldValidationMode ?? 'STRICT';
  if (Type !== 'Task' || mode === 'NONE') return;
  const fault = mockFault(Resource as string, value, mode);
  if (fault !== undefined) {
    throw new TestStateError('ValidationException', `Mock result schema validation error: ${fault}`);
  }
}
