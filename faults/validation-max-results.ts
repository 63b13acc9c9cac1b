import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/model.js';

export const fault: Fault = {
  id: 'validation-max-results',
  breaks: 'sfn:ListStateMachines/request/maxResults/max',
  does: 'A maxResults of 1001 is accepted.',
  source: 'MiniStack 1.4.21, run',
  options: { reviseSpec: unchecked('ListStateMachines', 'maxResults', 'maximum') },
};
