import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-status-filter',
  breaks: 'sfn:ListExecutions/request/statusFilter/enum',
  does: 'A statusFilter of an unknown status is accepted, and lists nothing.',
  source: 'MiniStack 1.5.33, run',
  options: { reviseSpec: unchecked('ListExecutions', 'statusFilter', 'enum') },
};
