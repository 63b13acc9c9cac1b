import type { Fault } from '../engine/fault.js';
import { eachEntry, eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'parallel-swallows-failures',
  breaks: 'asl:Parallel/one-fails',
  does: 'A branch that fails ends the branch alone: the Parallel state succeeds.',
  source: 'https://github.com/localstack/localstack/issues/9863',
  options: {
    reviseDefinition: eachOf('Parallel', (state) => ({
      ...state,
      Branches: eachEntry(state.Branches, (branch) => eachOf('Fail', () => ({ Type: 'Succeed' }))(branch)),
    })),
  },
};
