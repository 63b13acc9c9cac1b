import type { Json, JsonObject } from '../asl/doc.js';
import { defaultLanguage, type Language } from '../asl/index.js';
import { type CompileContext, languageTools } from './dataflow.js';
import { type Edition, type EditionFacts, editionFacts } from './edition.js';
import { compileCatcher, compileRetrier } from './handlers.js';
import { eventCode } from './history.js';
import { defaultRules, type Rules } from './rules.js';
import { ended, type Machine, State, type StateType } from './state.js';
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
  const rules = { ...defaultRules, ...options.rules };
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
  const rules = { ...defaultRules, ...options.rules };
  const state = new State(name, definition.Type as StateType, definition, codes(definition));
  const context = { language: languageTools(language), rules, queryLanguage: inherited, observe };
  compileState(state, context, (next) => new State(next, '', {}, { entered: -1, exited: -1 }));
  const program: Program = {
    definition,
    edition,
    facts: editionFacts(edition),
    rules,
    machine: { start: state, states: new Map([[name, state]]) },
    startAt: name,
    timeoutSeconds: undefined,
    child: (inner) => ({ ...program, machine: inner }),
  };
  return program;
}

function queryLanguage(value: Json | undefined, inherited: 'JSONPath' | 'JSONata'): 'JSONPath' | 'JSONata' {
  return value === undefined ? inherited : value === 'JSONata' ? 'JSONata' : 'JSONPath';
}

/** The states of a machine, a Parallel branch or an ItemProcessor. `outer.queryLanguage` holds where they name none. */
export function compileMachine(definition: JsonObject, outer: CompileContext): Machine {
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(definition.States as JsonObject)) {
    states.set(
      name,
      new State(name, (state as JsonObject).Type as StateType, state as JsonObject, codes(state as JsonObject)),
    );
  }
  const find = (name: string): State => {
    const state = states.get(name);
    if (state === undefined) throw new Error(`There is no state '${name}': only checked definitions can be compiled.`);
    return state;
  };
  for (const state of states.values()) compileState(state, outer, find);
  return { start: find(definition.StartAt as string), states };
}

function codes({ Type }: JsonObject): { entered: number; exited: number } {
  const type = Type as StateType;
  return {
    entered: eventCode[`${type}StateEntered`],
    exited: type === 'Fail' ? eventCode.FailStateEntered : eventCode[`${type}StateExited`],
  };
}

function compileState(state: State, outer: CompileContext, find: (name: string) => State): void {
  const { definition } = state;
  const context = { ...outer, queryLanguage: queryLanguage(definition.QueryLanguage, outer.queryLanguage) };
  const { Next, Retry = [], Catch = [] } = definition;
  state.next = Next === undefined ? ended : find(Next as string);
  state.retriers = (Retry as JsonObject[]).map((retrier) => compileRetrier(retrier, context));
  state.catchers = (Catch as JsonObject[]).map((catcher, index) => {
    const compiled = compileCatcher(catcher, index, context);
    compiled.next = find(compiled.nextName);
    return compiled;
  });
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
