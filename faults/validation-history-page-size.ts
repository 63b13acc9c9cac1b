import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-history-page-size',
  breaks: 'sfn:GetExecutionHistory/request/maxResults/max',
  does: 'A page of history may have more than 1000 events.',
  source: 'moto 5.2.4, run',
  options: { reviseSpec: unchecked('GetExecutionHistory', 'maxResults', 'maximum') },
};
