import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'choice-always-default',
  breaks: 'asl:Choice/default',
  does: 'Default is entered although a rule holds.',
  source: 'https://github.com/localstack/localstack/issues/12301',
  options: { rules: { pickRoute: () => -1 } },
};
