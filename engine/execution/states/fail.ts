import type { Json, JsonObject } from '../../asl/doc.js';
import { compilePathOrIntrinsic, type Expression } from '../../asl/index.js';
import { type CompileContext, compileQuery } from '../dataflow.js';
import { Failure } from '../failure.js';
import { ended, type State } from '../state.js';

export function compileFail(state: State, context: CompileContext): void {
  const error = compileText(state.definition, 'Error', context);
  const cause = compileText(state.definition, 'Cause', context);
  state.enter = (branch) => {
    branch.begin(state);
    if (context.rules.failOutcome() === 'succeeds') return ended;
    throw new Failure(text(error?.value(branch)), text(cause?.value(branch)));
  };
}

function compileText(
  definition: JsonObject,
  field: 'Error' | 'Cause',
  context: CompileContext,
): Pick<Expression, 'value'> | undefined {
  const literal = definition[field];
  const path = definition[`${field}Path`];
  if (path !== undefined) return compilePathOrIntrinsic(path as string, `${field}Path`, context.language.table);
  if (literal === undefined) return undefined;
  return context.queryLanguage === 'JSONata'
    ? compileQuery(literal, field, context, 'string')
    : { value: () => literal };
}

function text(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
