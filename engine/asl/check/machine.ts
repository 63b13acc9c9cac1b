import type { Json, JsonObject } from '../doc.js';
import {
  type BranchCheck,
  type Fields,
  isObject,
  type MachineContext,
  type QueryLanguage,
  StateContext,
  type StateType,
} from './context.js';
import { checkFields, checkOne, table } from './fields.js';
import { processorConfig } from './map.js';
import type { Place } from './place.js';
import { printedList } from './printed.js';
import { checkResource } from './resource.js';
import { beatsInTime, hasNext, stateFields, stateTypes } from './states.js';
import { anything, enumeration, literalInteger, text } from './values.js';

/**
 * How deep states may nest. AWS has such a limit (TOO_DEEPLY_NESTED) but does not tell it; this one is ours, far above
 * what anyone writes.
 */
export const maximumStateDepth = 100;

const machine = { Comment: text, StartAt: text, States: anything };
const top2017 = table({ ...machine, Version: enumeration(['1.0']), TimeoutSeconds: literalInteger(0, 99_999_999) });
const top = new Map([...top2017, ...table({ QueryLanguage: enumeration(['JSONPath', 'JSONata'], 'query-language') })]);
const required = ['StartAt', 'States'];
const branches: Readonly<Record<'branch' | 'processor', Fields>> = {
  branch: { fields: table(machine), required },
  processor: { fields: table({ ...machine, ProcessorConfig: processorConfig }), required },
};

/** A value's query language: only the exact word makes JSONPath, anything else that is there makes JSONata (measured). */
export function queryLanguage(value: Json | undefined, inherited: QueryLanguage): QueryLanguage {
  if (value === undefined) return inherited;
  return value === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

/** The fields of the machine itself see no state; they take the context of a Pass state. */
function fieldsContext(context: MachineContext): StateContext {
  return new StateContext(context, 'Pass', context.queryLanguage);
}

/** The rules of the whole machine's fields and of its states. */
export function checkMachine(definition: JsonObject, place: Place, context: MachineContext): void {
  const fields = context.edition === 'current' ? top : top2017;
  checkFields(definition, { fields, required }, place, fieldsContext(context));
  checkStates(definition.States, place.at('States'), context);
}

/** Those of a Parallel's branch or a Map's item processor. */
export const checkBranch: BranchCheck = (value, kind, place, inside) => {
  if (!isObject(value)) {
    inside.report.add('field-type', 'Expected value of type [OBJECT]', place);
    return;
  }
  if (inside.depth > maximumStateDepth) {
    inside.report.add('state-depth', `States nest deeper than ${maximumStateDepth} levels`, place);
    return;
  }
  checkFields(value, branches[kind], place, fieldsContext(inside));
  checkStates(value.States, place.at('States'), inside);
};

function checkStates(states: Json | undefined, place: Place, context: MachineContext): void {
  if (states === undefined) return;
  if (!isObject(states)) context.report.add('field-type', 'Expected value of type [OBJECT]', place);
  else if (Object.keys(states).length === 0) context.report.add('value-empty', 'Value cannot be empty', place);
  else for (const name of Object.keys(states)) checkState(states[name] as Json, place.at(name), context);
}

/** The rules of one state. */
export function checkState(state: Json, place: Place, machine: MachineContext): void {
  const { report, edition } = machine;
  if (!isObject(state)) {
    report.add('field-type', 'Expected value of type [OBJECT]', place);
    return;
  }
  if (!Object.hasOwn(state, 'Type')) {
    report.add('required-field', 'These fields are required: [Type]', place);
    return;
  }
  const specs = stateFields(edition);
  const types = stateTypes.filter((type) => specs[type] !== undefined);
  const type = types.find((known) => known === state.Type);
  if (type === undefined) {
    const message = `The field 'Type' should have one of these values: ${printedList(types)}`;
    report.add('state-type', message, place.at('Type'));
    return;
  }
  const context = stateContext(state, type, machine);
  if (context.mixed)
    report.add(
      'query-language-mix',
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      place,
    );
  if (hasNext(type)) checkLeaving(state, place, context);
  checkFields(state, specs[type] as Fields, place, context);
  if (type !== 'Task') return;
  if (Object.hasOwn(state, 'Resource')) checkResource(state.Resource as Json, state, place, context);
  if (!beatsInTime(state))
    report.add(
      'heartbeat-below-timeout',
      "The value of 'HeartbeatSeconds' must be smaller than that of 'TimeoutSeconds'",
      place.at('HeartbeatSeconds'),
    );
}

function stateContext(state: JsonObject, stateType: StateType, machine: MachineContext): StateContext {
  const declares = machine.edition === 'current' && Object.hasOwn(state, 'QueryLanguage');
  const language = queryLanguage(declares ? state.QueryLanguage : undefined, machine.queryLanguage);
  return new StateContext(machine, stateType, language);
}

/** Next or End: exactly one, and an End that is one. */
function checkLeaving(state: JsonObject, place: Place, context: StateContext): void {
  checkOne(state, ['Next', 'End'], place, context, { none: 'next-or-end', many: 'next-or-end' });
  if (state.End === false && !Object.hasOwn(state, 'Next'))
    context.report.add('next-or-end', 'Value should be one of the following: [true]', place.at('End'));
}
