import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-get-item-from-one',
  breaks: 'asl:intrinsics/array-get-item',
  does: 'States.ArrayGetItem counts from 1.',
  options: intrinsic('States.ArrayGetItem', ([items, index], right, scope) =>
    right([items!, Number(index) - 1], scope),
  ),
};
