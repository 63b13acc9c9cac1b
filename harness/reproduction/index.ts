import type { Exchange } from '../exchange.js';
import type { Reproduction } from '../record.js';
import { curlScript } from './curl.js';
import { sdkScript } from './sdk-script.js';
import type { Shown, Situation } from './situation.js';
import { reproductionSteps } from './steps.js';
import { variablesOf } from './variables.js';

export type { Shown, Situation } from './situation.js';

/**
 * Scripts that show a failure again: made from what the case sent, with variables for what the target gives and new names.
 * Nothing when the case sent nothing.
 */
export function reproductionOf(
  exchanges: readonly Exchange[],
  last: number | undefined,
  situation: Situation,
  shown: Shown,
): Reproduction | undefined {
  const steps = reproductionSteps(exchanges, last);
  if (steps.length === 0) return undefined;
  const variables = variablesOf(steps);
  return {
    curl: curlScript(steps, variables, situation, shown),
    sdk: sdkScript(steps, variables, situation, shown),
  };
}
