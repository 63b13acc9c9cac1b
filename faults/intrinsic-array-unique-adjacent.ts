import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-unique-adjacent',
  breaks: 'asl:intrinsics/array-unique',
  does: 'States.ArrayUnique leaves out only repetitions that follow each other.',
  options: intrinsic('States.ArrayUnique', ([items]) =>
    (items as Json[]).filter((item, index, all) => index === 0 || item !== all[index - 1]),
  ),
};
