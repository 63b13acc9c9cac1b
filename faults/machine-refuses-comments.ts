import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'machine-refuses-comments',
  breaks: 'asl:machine/comment-changes-nothing',
  does: 'A state with a Comment is refused.',
  install: around(['CreateStateMachine', 'UpdateStateMachine'], (handle) => (input, call) => {
    // What is no machine at all is refused as ever.
    const told = handle(input, call);
    const { Comment, ...machine } = JSON.parse(String(input.definition ?? '{}'));
    if (!JSON.stringify(machine).includes('"Comment":')) return told;
    throw new ServiceError('InvalidDefinition', "Invalid State Machine Definition: 'Comment is not a member.'");
  }),
};
