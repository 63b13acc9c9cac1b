import { type CompileContext, compileFinish, compileInputPath, compileJsonataFinish } from '../dataflow.js';
import { ended, type State } from '../state.js';

export function compileSucceed(state: State, context: CompileContext): void {
  const jsonata = context.queryLanguage === 'JSONata';
  const input = jsonata ? undefined : compileInputPath(state.definition, context);
  const finish = jsonata
    ? compileJsonataFinish(state.definition, context, 'input')
    : compileFinish(state.definition, context);
  state.enter = (branch) => {
    branch.begin(state);
    return finish(branch, input === undefined ? branch.raw : input(branch), ended);
  };
}
