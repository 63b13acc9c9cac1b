import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-json-merge-first-wins',
  breaks: 'asl:intrinsics/json-merge',
  does: "Where both objects have a member, States.JsonMerge takes the first one's.",
  options: intrinsic('States.JsonMerge', ([one, two, isDeep], right, scope) => right([two!, one!, isDeep!], scope)),
};
