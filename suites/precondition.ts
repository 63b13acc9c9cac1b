import { Breach, type Exchange, Inconclusive } from '../harness/index.js';

/**
 * Makes what a case stands on and is not about. Where a target can't be brought that far, it breaks none of the statements that
 * the case cites: it is told what was in the way.
 * @param subject the operation that the case is about, when that may be asked on the way
 * @throws Inconclusive instead of what an answer on the way broke
 */
export async function prepared<Made>(make: () => Promise<Made>, subject?: string): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Breach) || (subject !== undefined && error.expected.startsWith(`${subject} `))) throw error;
    const { message, actual } = error;
    const came = message.includes(actual) ? message : `${message}, got ${actual}`;
    throw new Inconclusive('target', `Not judged, for what it stands on could not be made: ${came}`, { cause: error });
  }
}

/**
 * The twin of a refused request, which differs from it in nothing but what is tried. A target that refuses both can't be said to
 * have refused the one for that.
 * @throws Inconclusive when the twin was refused
 */
export function acceptsTwin({ operation, error }: Exchange): void {
  if (error === undefined) return;
  throw new Inconclusive(
    'target',
    `Not judged: the same ${operation} without that fault is refused as well: ${error.status} ${error.type} ${error.message}`.trim(),
  );
}

/**
 * A request that lacks everything, beside one that must be accepted. Where it is accepted too, the target may accept anything.
 * @throws Inconclusive when it was not refused
 */
export function refusesTheEmpty({ operation, error }: Exchange): void {
  if (error !== undefined) return;
  throw new Inconclusive('target', `Not judged: ${operation} is accepted without any member as well.`);
}
