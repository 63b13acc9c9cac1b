import type { Fault } from '../engine/fault.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'describe-execution-with-data-after-all',
  breaks: 'sfn:DescribeExecution/behaviour/metadata-only',
  does: 'The includedData of METADATA_ONLY is not looked at.',
  source: 'stepfunctions-local 1.3.1, run',
  install: given('DescribeExecution', ({ includedData: _asked, ...input }) => input),
};
