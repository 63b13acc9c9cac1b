import type { JsonObject } from '../../asl/doc.js';
import { compileChoice, StatesError } from '../../asl/index.js';
import type { Branch } from '../branch.js';
import {
  type CompileContext,
  compileFinish,
  compileInputPath,
  compileJsonataFinish,
  compileQuery,
  type Finish,
} from '../dataflow.js';
import type { State } from '../state.js';

/** A rule with where it leads. */
interface Route {
  readonly matches: (branch: Branch) => boolean;
  readonly finish: Finish;
  readonly next: () => State;
}

export function compileChoiceState(state: State, context: CompileContext, find: (name: string) => State): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const input = jsonata ? undefined : compileInputPath(definition, context);
  const routes = (definition.Choices as JsonObject[]).map((rule, index): Route => {
    const next = memo(() => find(rule.Next as string));
    if (jsonata) {
      const location = `Choices[${index}]/`;
      const condition = compileQuery(rule.Condition!, `${location}Condition`, context, 'boolean');
      return {
        matches: (branch) => condition.value(branch) === true,
        finish: compileJsonataFinish(rule, context, 'input', location),
        next,
      };
    }
    const choice = compileChoice(rule, { queryLanguage: 'JSONPath', language: context.language.table });
    // OutputPath is the state's; Assign is the rule's own.
    const { OutputPath } = definition;
    const flow = {
      ...(OutputPath !== undefined && { OutputPath }),
      ...(rule.Assign !== undefined && { Assign: rule.Assign }),
    };
    return { matches: (branch) => choice.matches(branch), finish: compileFinish(flow, context), next };
  });
  const fallback = definition.Default as string | undefined;
  const otherwise = fallback === undefined ? undefined : memo(() => find(fallback));
  const finish = jsonata ? compileJsonataFinish(definition, context, 'input') : compileFinish(definition, context);
  // The rules are asked one after the other, for the branch that is in the state now: nothing runs in between.
  let current: Branch;
  const tests = routes.map(
    ({ matches }) =>
      () =>
        matches(current),
  );
  state.enter = (branch) => {
    branch.begin(state);
    const effective = input === undefined ? branch.raw : input(branch);
    current = branch;
    const route = routes[context.rules.pickRoute(tests)];
    if (route !== undefined) return route.finish(branch, effective, route.next());
    if (otherwise === undefined) {
      throw new StatesError(
        'States.Runtime',
        'Failed to transition out of the state. The state does not point to a next state.',
      );
    }
    return finish(branch, effective, otherwise());
  };
}

/** Routes lead to states that may be compiled later. */
function memo(find: () => State): () => State {
  let state: State | undefined;
  return () => {
    state ??= find();
    return state;
  };
}
