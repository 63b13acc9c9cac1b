import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-negative-page-size',
  breaks: 'sfn:ListExecutions/request/maxResults/min',
  does: 'A negative maxResults is accepted.',
  source: 'moto 5.2.5, run',
  options: { reviseSpec: unchecked('ListExecutions', 'maxResults', 'minimum') },
};
