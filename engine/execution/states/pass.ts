import { Doc } from '../../asl/doc.js';
import { type CompileContext, compileFinish, compileInput, compileJsonataFinish } from '../dataflow.js';
import type { State } from '../state.js';

export function compilePass(state: State, context: CompileContext): void {
  const { definition } = state;
  if (context.queryLanguage === 'JSONata') {
    const finish = compileJsonataFinish(definition, context, 'input');
    state.enter = (branch) => {
      branch.begin(state);
      return finish(branch, branch.raw, state.next!);
    };
    return;
  }
  const { rules } = context;
  const result = definition.Result === undefined ? undefined : Doc.of(definition.Result);
  const input = compileInput(definition, context);
  const finish = compileFinish(definition, context, 'shown');
  state.enter = (branch) => {
    branch.begin(state);
    return finish(branch, rules.passResult(result, input === undefined ? branch.raw : input(branch)), state.next!);
  };
}
