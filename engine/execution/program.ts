import type { Json, JsonObject } from '../asl/doc.js';
import { defaultLanguage, type Language } from '../asl/index.js';
import { type CompileContext, languageTools } from './dataflow.js';
import { type Edition, type EditionFacts, editionFacts } from './edition.js';
import { Catcher, compileRetrier } from './handlers.js';
import { eventCode } from './history.js';
import { defaultRules, type Rules } from './rules.js';
import { ended, type Machine, State, type StateType, type Step } from './state.js';
import { compileChoiceState } from './states/choice.js';
import { compileFail } from './states/fail.js';
import { compileMap } from './states/map.js';
import { compileParallel } from './states/parallel.js';
import { compilePass } from './states/pass.js';
import { compileSucceed } from './states/succeed.js';
import { compileTask } from './states/task.js';
import { compileWait } from './states/wait.js';

export interface CompileOptions {
  readonly edition: Edition;
  /** The default language when absent. */
  readonly language?: Language;
  /** Overrides entries of the default rules. */
  readonly rules?: Partial<Rules>;
}

/** A definition turned into closures, once; any number of executions share it. */
export interface Program {
  readonly definition: JsonObject;
  readonly edition: Edition;
  readonly facts: EditionFacts;
  readonly rules: Rules;
  readonly machine: Machine;
  readonly startAt: string;
  /** The machine's own TimeoutSeconds. */
  readonly timeoutSeconds: number | undefined;
  /** The program of a distributed Map's children. */
  child(machine: Machine): Program;
}

/** @param definition a definition that the checker accepted */
export function compile(definition: JsonObject, options: CompileOptions): Program {
  const { edition, language = defaultLanguage } = options;
  const rules = rulesOf(options);
  const machine = compileMachine(definition, {
    language: languageTools(language),
    rules,
    queryLanguage: queryLanguage(definition.QueryLanguage, 'JSONPath'),
  });
  const program: Program = {
    definition,
    edition,
    facts: editionFacts(edition),
    rules,
    machine,
    startAt: definition.StartAt as string,
    timeoutSeconds: definition.TimeoutSeconds as number | undefined,
    child: (inner) => ({ ...program, machine: inner, startAt: inner.start.name, timeoutSeconds: undefined }),
  };
  return program;
}

/** A program of one state, whose work `observe` is told of. The states it leads to are there in name only. */
export function compileAlone(
  definition: JsonObject,
  name: string,
  inherited: 'JSONPath' | 'JSONata',
  options: CompileOptions,
  observe: NonNullable<CompileContext['observe']>,
): Program {
  const { edition, language = defaultLanguage } = options;
  const rules = rulesOf(options);
  const state = new State(name, definition.Type as StateType, definition, codes(definition));
  const context = { language: languageTools(language), rules, queryLanguage: inherited, observe };
  compileState(state, context, (next) => new State(next, '', {}, noCodes));
  const program: Program = {
    definition,
    edition,
    facts: editionFacts(edition),
    rules,
    machine: { start: state },
    startAt: name,
    timeoutSeconds: undefined,
    child: (inner) => ({ ...program, machine: inner }),
  };
  return program;
}

function rulesOf({ rules }: CompileOptions): Rules {
  return rules === undefined ? defaultRules : { ...defaultRules, ...rules };
}

function queryLanguage(value: Json | undefined, inherited: 'JSONPath' | 'JSONata'): 'JSONPath' | 'JSONata' {
  return value === undefined ? inherited : value === 'JSONata' ? 'JSONata' : 'JSONPath';
}

/**
 * A machine, a Parallel branch or an ItemProcessor. `outer.queryLanguage` holds where its states name none. A state is
 * compiled when it is first entered: most runs pass by many states.
 */
export function compileMachine(definition: JsonObject, outer: CompileContext): Machine {
  const definitions = definition.States as JsonObject;
  const states = new Map<string, State>();
  const find = (name: string): State => {
    const known = states.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(definitions, name)) {
      throw new Error(`There is no state '${name}': only checked definitions can be compiled.`);
    }
    const own = definitions[name] as JsonObject;
    const state = new State(name, own.Type as StateType, own, codes(own));
    const uncompiled: Step = (branch) => {
      // Several branches may begin with it, before the first of them has.
      if (state.enter === uncompiled) compileState(state, outer, find);
      return state.enter(branch);
    };
    state.enter = uncompiled;
    states.set(name, state);
    return state;
  };
  return { start: find(definition.StartAt as string) };
}

interface Codes {
  readonly entered: number;
  readonly exited: number;
}

const noCodes: Codes = { entered: -1, exited: -1 };

const codesOf: Readonly<Record<StateType, Codes>> = {
  Pass: { entered: eventCode.PassStateEntered, exited: eventCode.PassStateExited },
  Task: { entered: eventCode.TaskStateEntered, exited: eventCode.TaskStateExited },
  Choice: { entered: eventCode.ChoiceStateEntered, exited: eventCode.ChoiceStateExited },
  Wait: { entered: eventCode.WaitStateEntered, exited: eventCode.WaitStateExited },
  Succeed: { entered: eventCode.SucceedStateEntered, exited: eventCode.SucceedStateExited },
  Fail: { entered: eventCode.FailStateEntered, exited: eventCode.FailStateEntered },
  Parallel: { entered: eventCode.ParallelStateEntered, exited: eventCode.ParallelStateExited },
  Map: { entered: eventCode.MapStateEntered, exited: eventCode.MapStateExited },
};

/** Unchecked definitions may have any type: {@link compileState} says so. */
const codes = ({ Type }: JsonObject): Codes => codesOf[Type as StateType] ?? noCodes;

function compileState(state: State, outer: CompileContext, find: (name: string) => State): void {
  const { definition } = state;
  const language = queryLanguage(definition.QueryLanguage, outer.queryLanguage);
  const context = language === outer.queryLanguage ? outer : { ...outer, queryLanguage: language };
  const { Next, Retry, Catch } = definition;
  state.next = Next === undefined ? ended : find(Next as string);
  if (Retry !== undefined) state.retriers = (Retry as JsonObject[]).map((entry) => compileRetrier(entry, context));
  if (Catch !== undefined) {
    state.catchers = (Catch as JsonObject[]).map((entry, index) => new Catcher(entry, index, context, find));
  }
  switch (state.type) {
    case 'Pass':
      compilePass(state, context);
      break;
    case 'Choice':
      compileChoiceState(state, context, find);
      break;
    case 'Wait':
      compileWait(state, context);
      break;
    case 'Succeed':
      compileSucceed(state, context);
      break;
    case 'Fail':
      compileFail(state, context);
      break;
    case 'Task':
      compileTask(state, context);
      break;
    case 'Parallel':
      compileParallel(state, context, (definition) => compileMachine(definition, outer));
      break;
    case 'Map':
      compileMap(state, context, (definition) => compileMachine(definition, outer));
      break;
    default:
      throw new Error(`There is no state type '${state.type}': only checked definitions can be compiled.`);
  }
}
