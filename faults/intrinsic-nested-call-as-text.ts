import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'intrinsic-nested-call-as-text',
  breaks: 'asl:intrinsics/nested',
  does: 'A function that is the argument of another is taken for the text of the call.',
  options: {
    reviseDefinition: (definition) =>
      eachText(definition, (text) =>
        text.replace(/(?<=\()(.*)\bStates\.ArrayGetItem\(.*\)(?=\)$)/, "$1'nested'"),
      ) as JsonObject,
  },
};
