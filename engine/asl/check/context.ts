import type { Json, JsonObject } from '../doc.js';
import type { Report } from './diagnostic.js';
import type { Place } from './place.js';
import type { VariableScope } from './variables.js';

/** The language of the first API's day, or today's. */
export type Edition = '2017-03-30' | 'current';
export type QueryLanguage = 'JSONPath' | 'JSONata';
export type MachineType = 'STANDARD' | 'EXPRESS';
export type StateType = 'Task' | 'Wait' | 'Pass' | 'Succeed' | 'Fail' | 'Choice' | 'Parallel' | 'Map';

/** What the rules of a machine, a branch or an item processor know. */
export interface MachineContext {
  readonly report: Report;
  readonly edition: Edition;
  /** what the states here run as: a distributed Map's items run as its ExecutionType says */
  readonly type: MachineType;
  /** the whole machine's query language, which branches and item processors inherit whatever the state around them says */
  readonly queryLanguage: QueryLanguage;
  readonly variables: VariableScope;
  /** how many machines surround this one */
  readonly depth: number;
  /** the rules of a machine inside a state: passed down, since states hold machines and machines hold states */
  readonly checkBranch: BranchCheck;
}

/** @param kind what holds the machine: an item processor may have a ProcessorConfig */
export type BranchCheck = (value: Json, kind: 'branch' | 'processor', place: Place, inside: MachineContext) => void;

/** Members of `$states` that exist in some fields only. */
type StatesField = 'result' | 'errorOutput';

/** What the rules of a state's fields know. One is made for every state, so it is a class: a spread costs ten times as much. */
export class StateContext {
  readonly report: Report;
  readonly edition: Edition;
  readonly type: MachineType;
  readonly variables: VariableScope;

  constructor(
    readonly machine: MachineContext,
    readonly stateType: StateType,
    /** the state's own query language */
    readonly language: QueryLanguage,
    /** members of `$states` that exist in the field that is looked at, besides `input` and `context` */
    readonly statesFields: readonly StatesField[] = [],
  ) {
    this.report = machine.report;
    this.edition = machine.edition;
    this.type = machine.type;
    this.variables = machine.variables;
  }

  /** The state is JSONPath in a JSONata machine: that is reported once, the language of its fields isn't. */
  get mixed(): boolean {
    return this.machine.queryLanguage === 'JSONata' && this.language === 'JSONPath';
  }

  /** The same state, in fields where these members of `$states` exist. */
  within(...statesFields: StatesField[]): StateContext {
    return new StateContext(this.machine, this.stateType, this.language, statesFields);
  }
}

/** A rule about a field's value. */
export type Check = (value: Json, place: Place, context: StateContext) => void;

export interface Field {
  readonly check: Check;
  /** the query language whose field it is; both when absent */
  readonly language?: QueryLanguage;
}

/** The fields of a kind of object. A `Map`, since a definition's field may be called `__proto__`. */
export interface Fields {
  readonly fields: ReadonlyMap<string, Field>;
  readonly required?: readonly string[];
  /** groups of which at most one field may be there */
  readonly exclusive?: readonly (readonly string[])[];
  /** groups of which exactly one field must be there */
  readonly one?: readonly (readonly string[])[];
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
