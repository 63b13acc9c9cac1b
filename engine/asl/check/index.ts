import type { JsonObject } from '../doc.js';
import type { Edition, MachineContext, MachineType } from './context.js';
import { type Diagnostic, Report } from './diagnostic.js';
import { checkGraph, checkGraphsInside } from './graph.js';
import { checkBranch, checkMachine, checkState as checkOneState, queryLanguage } from './machine.js';
import { type Parsed, parseDefinition } from './parse.js';
import { Place } from './place.js';
import { VariableScope } from './variables.js';

export type { Edition } from './context.js';
export type { Diagnostic, DiagnosticCode, Severity } from './diagnostic.js';
export { findJsonFault, type JsonFault } from './json-fault.js';
export { type Parsed, parseDefinition } from './parse.js';
export { type RuleId, rules as definitionRules } from './rules.js';

export interface CheckOptions {
  /** default `current` */
  edition?: Edition;
  /** default `STANDARD` */
  type?: MachineType;
  /** what of the diagnostics is told; default all. A hook for seeded faults. */
  revise?: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

export interface Validation {
  result: 'OK' | 'FAIL';
  diagnostics: Pick<Diagnostic, 'severity' | 'code' | 'message' | 'location'>[];
  truncated: boolean;
}

/** The most characters of a state's name: the first language specification allowed more than AWS does today. */
const longestName: Readonly<Record<Edition, number>> = { '2017-03-30': 128, current: 80 };

function machineContext(definition: JsonObject, options: CheckOptions): MachineContext {
  const { edition = 'current', type = 'STANDARD' } = options;
  const declared =
    edition === 'current' && Object.hasOwn(definition, 'QueryLanguage') ? definition.QueryLanguage : undefined;
  return {
    report: new Report(),
    edition,
    type,
    queryLanguage: queryLanguage(declared, 'JSONPath'),
    variables: new VariableScope(),
    depth: 0,
    checkBranch,
  };
}

function checkVariables({ variables, report }: MachineContext): void {
  for (const { name, place } of variables.hiding())
    report.add('variable-scope', `The variable name '${name}' was already defined in a parent scope.`, place);
  for (const { name, place } of variables.unassigned())
    report.add('variable-undefined', `Variable '${name}' is possibly not defined.`, place);
}

/** Errors first, then warnings, each in the order in which they were found. */
function ordered(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  return [...of('ERROR'), ...of('WARNING')];
}

/**
 * The rules that a definition breaks: errors, then warnings. As AWS does, states are looked at together (where they go,
 * whether they are reached) only once each of them is right by itself.
 *
 * @param definition as {@link parseDefinition} gave it, so that its depth is bounded
 */
export function check(definition: JsonObject, options: CheckOptions = {}): Diagnostic[] {
  const context = machineContext(definition, options);
  checkMachine(definition, Place.root, context);
  checkVariables(context);
  if (!context.report.failed) checkGraph(definition, longestName[context.edition], context.report);
  return ordered(context.report.diagnostics);
}

/** The name under which AWS looks at a state that TestState is given alone. */
export const loneStateName = 'StateName';

/** As {@link check}, for one state on its own (TestState without a state name). */
export function checkState(state: JsonObject, options: CheckOptions = {}): Diagnostic[] {
  const context = machineContext({}, options);
  const place = Place.root.at('States').at(loneStateName);
  checkOneState(state, place, context);
  if (!context.report.failed) checkGraphsInside(state, longestName[context.edition], place, context.report);
  return ordered(context.report.diagnostics);
}

function judge(
  text: string,
  { revise }: CheckOptions,
  judgeParsed: (definition: JsonObject) => Diagnostic[],
): readonly Diagnostic[] {
  const parsed: Parsed = parseDefinition(text);
  const found =
    parsed.definition === undefined
      ? parsed.diagnostics
      : ordered([...parsed.diagnostics, ...judgeParsed(parsed.definition)]);
  return revise === undefined ? found : revise(found);
}

/** Reads and checks a definition's text. */
export function checkText(text: string, options: CheckOptions = {}): readonly Diagnostic[] {
  return judge(text, options, (definition) => check(definition, options));
}

/** The default and the most of `maxResults` (ValidateStateMachineDefinition's model). */
const mostResults = 100;

/** What ValidateStateMachineDefinition answers. `maxResults` 0 or absent is 100, `severity` is `ERROR` when absent. */
export function validateDefinition(
  text: string,
  options: CheckOptions & { severity?: Diagnostic['severity']; maxResults?: number } = {},
): Validation {
  const all = checkText(text, options);
  const asked = all.filter(({ severity }) => severity === 'ERROR' || options.severity === 'WARNING');
  const most = options.maxResults || mostResults;
  return {
    result: all.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: asked.slice(0, most).map(({ severity, code, message, location }) => ({
      severity,
      code,
      message,
      ...(location === undefined ? {} : { location }),
    })),
    truncated: asked.length > most,
  };
}

/** Errors in one line, as AWS joins them; where there is no location it prints `null`. */
function detail(diagnostics: readonly Diagnostic[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return undefined;
  return errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`).join(', ');
}

/**
 * The detail inside `Invalid State Machine Definition: '<detail>'` with which CreateStateMachine, UpdateStateMachine and
 * TestState refuse a definition; `undefined` when they accept it.
 */
export function refusal(text: string, options: CheckOptions = {}): string | undefined {
  return detail(checkText(text, options));
}

/** As {@link refusal}, for TestState's definition of a single state. */
export function refusalOfState(text: string, options: CheckOptions = {}): string | undefined {
  return detail(judge(text, options, (state) => checkState(state, options)));
}
