import { validateDefinition } from '../../asl/index.js';
import { operation } from '../operation.js';

interface ValidateRequest {
  readonly definition: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
}

export const validateStateMachineDefinition = operation<ValidateRequest>((request, { engine }) => {
  const { definition, ...options } = request;
  return { ...validateDefinition(definition, { ...engine.checkOptions, ...options }) };
});
