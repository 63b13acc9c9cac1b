import { Doc, type Json, type JsonObject } from '../asl/doc.js';
import {
  compileAssign,
  compileJsonata,
  compilePath,
  compileReference,
  compileTemplate,
  type Expression,
  type JsonType,
  type Language,
  type Reference,
} from '../asl/index.js';
import type { Branch } from './branch.js';
import type { Rules } from './rules.js';
import type { State } from './state.js';

/** What TestState shows of a state's work. */
export type Stage =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath'
  | 'afterItemsPath'
  | 'afterItemSelector'
  | 'afterItemBatcher'
  | 'maxConcurrency'
  | 'toleratedFailureCount'
  | 'toleratedFailurePercentage';

/** What the compilers of states share. */
export interface CompileContext {
  /** Told of what comes between a state's input and output. Only programs of TestState have one. */
  readonly observe?: (stage: Stage, value: Doc | number) => void;
  readonly language: LanguageTools;
  readonly rules: Rules;
  readonly queryLanguage: 'JSONPath' | 'JSONata';
}

/** The evaluators' compilers, bound to a language. */
export interface LanguageTools {
  readonly table: Language;
  path(text: string): Expression;
  template(template: Json): Expression;
  reference(path: string | null): Reference;
}

const tools = new WeakMap<Language, LanguageTools>();

export function languageTools(table: Language): LanguageTools {
  const known = tools.get(table);
  if (known !== undefined) return known;
  const made: LanguageTools = {
    table,
    path: (text) => compilePath(text, table),
    template: (template) => compileTemplate(template, table),
    reference: (path) => compileReference(path, table),
  };
  tools.set(table, made);
  return made;
}

/** An expression of a JSONata state; `field` is its location in causes. */
export function compileQuery(
  template: Json,
  field: string,
  { language }: CompileContext,
  expects?: JsonType,
): Expression {
  return compileJsonata(template, { field, language: language.table, ...(expects !== undefined && { expects }) });
}

export type Assigner = (branch: Branch) => ReadonlyMap<string, Json>;

/** Assign. `$`, or `$states`, is what the branch shows when it is called. */
export function compileAssigner(
  template: Json | undefined,
  location: string,
  context: CompileContext,
): Assigner | undefined {
  if (template === undefined || Object.keys(template as JsonObject).length === 0) return undefined;
  const { rules } = context;
  if (context.queryLanguage === 'JSONPath') {
    const assign = compileAssign(template as JsonObject, {
      queryLanguage: 'JSONPath',
      language: context.language.table,
    });
    return (branch) => rules.assigned(assign.evaluate(branch));
  }
  const variables = Object.entries(template as JsonObject).map(
    ([name, value]) => [name, compileQuery(value, `${location}Assign/${name}`, context)] as const,
  );
  return (branch) => rules.assigned(new Map(variables.map(([name, query]) => [name, query.value(branch)])));
}

/**
 * InputPath, then Parameters or another template. The result is what `branch.input` should be.
 * @returns undefined when the effective input is the state's input
 */
export function compileInput(
  { InputPath, Parameters }: JsonObject,
  { language, rules, observe }: CompileContext,
  stages: readonly Stage[] = ['afterInputPath', 'afterParameters'],
): ((branch: Branch) => Doc) | undefined {
  const path =
    InputPath === undefined || InputPath === '$'
      ? undefined
      : InputPath === null
        ? null
        : language.path(InputPath as string);
  const template = Parameters === undefined ? undefined : language.template(Parameters);
  if (path === undefined && template === undefined && observe === undefined) return undefined;
  const nothing = path === null ? Doc.of(rules.nullPath('InputPath')) : undefined;
  const show = (stage: Stage, value: Doc): void => {
    if (stages.includes(stage)) observe?.(stage, value);
  };
  return (branch) => {
    if (path !== undefined) branch.input = rules.afterInputPath(nothing ?? path!.evaluate(branch), branch.raw);
    if (observe !== undefined) show('afterInputPath', branch.input);
    if (template !== undefined) branch.input = template.evaluate(branch);
    if (observe !== undefined) show('afterParameters', branch.input);
    return branch.input;
  };
}

/** InputPath alone, for states that have no template, or whose template is applied to items. */
export function compileInputPath(
  { InputPath }: JsonObject,
  context: CompileContext,
): ((branch: Branch) => Doc) | undefined {
  return compileInput(InputPath === undefined ? {} : { InputPath }, context, ['afterInputPath']);
}

/** Leaves the state with its result, for `next`. */
export type Finish = (branch: Branch, result: Doc, next: State) => State;

/**
 * ResultSelector, Assign, ResultPath and OutputPath, in that order; a variable assigned here is not yet seen by OutputPath.
 * `branch.input` is the effective input.
 */
export function compileFinish(
  definition: JsonObject,
  context: CompileContext,
  shown: 'shown' | 'hidden' = 'hidden',
): Finish {
  const { language, rules } = context;
  const observe = shown === 'shown' ? context.observe : undefined;
  const { ResultSelector, ResultPath, OutputPath, Assign } = definition;
  const selector = ResultSelector === undefined ? undefined : language.template(ResultSelector);
  const reference =
    ResultPath === undefined || ResultPath === '$' ? undefined : language.reference(ResultPath as string | null);
  const path =
    OutputPath === undefined || OutputPath === '$'
      ? undefined
      : OutputPath === null
        ? null
        : language.path(OutputPath as string);
  const nothing = path === null ? Doc.of(rules.nullPath('OutputPath')) : undefined;
  const assigner = compileAssigner(Assign, '', context);
  if (
    selector === undefined &&
    reference === undefined &&
    path === undefined &&
    assigner === undefined &&
    observe === undefined
  ) {
    return (branch, result, next) => branch.leave(result, next);
  }
  return (branch, answer, next) => {
    const effective = branch.input;
    let result = answer;
    if (selector !== undefined) {
      branch.input = result;
      result = selector.evaluate(branch);
    }
    observe?.('afterResultSelector', result);
    let assigned: ReadonlyMap<string, Json> | undefined;
    if (assigner !== undefined) {
      branch.input = result;
      assigned = assigner(branch);
    }
    let output =
      reference === undefined ? result : reference.write(rules.resultPathTarget(branch.raw, effective), result);
    observe?.('afterResultPath', output);
    if (path !== undefined) {
      branch.input = output;
      output = rules.afterOutputPath(nothing ?? path!.evaluate(branch), output);
    }
    return branch.leave(output, next, assigned);
  };
}

/**
 * Output and Assign of a JSONata state. Without Output, what it passes on is `result` (`answer: 'result'`), or its input.
 * @param location what stands before the field in causes
 */
export function compileJsonataFinish(
  { Output, Assign }: JsonObject,
  context: CompileContext,
  answer: 'result' | 'input',
  location = '',
): Finish {
  const query = Output === undefined ? undefined : compileQuery(Output, `${location}Output`, context);
  const assigner = compileAssigner(Assign, location, context);
  if (query === undefined && assigner === undefined) {
    return answer === 'result'
      ? (branch, result, next) => branch.leave(result, next)
      : (branch, _result, next) => branch.leave(branch.raw, next);
  }
  return (branch, result, next) => {
    branch.input = branch.raw;
    if (answer === 'result') branch.result = result;
    const output = query !== undefined ? query.evaluate(branch) : answer === 'result' ? result : branch.raw;
    const assigned = assigner?.(branch);
    return branch.leave(output, next, assigned);
  };
}
