import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-uuid-of-another-version',
  breaks: 'asl:intrinsics/uuid',
  does: 'States.UUID gives a UUID of version 1.',
  options: intrinsic('States.UUID', (args, right, scope) =>
    String(right(args, scope)).replace(/-4(?=[0-9a-f]{3}-)/, '-1'),
  ),
};
