import type { Doc, JsonObject } from '../../asl/doc.js';
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

/** A rule with where it leads. What it says is compiled when it is first asked, and first followed. */
abstract class Route {
  private test: ((branch: Branch) => boolean) | undefined;
  private flow: Finish | undefined;

  constructor(
    protected readonly rule: JsonObject,
    protected readonly context: CompileContext,
    private readonly find: (name: string) => State,
  ) {}

  matches(branch: Branch): boolean {
    this.test ??= this.compileTest();
    return this.test(branch);
  }

  /** Leaves the state for where the rule leads. */
  finish(branch: Branch, effective: Doc): State {
    this.flow ??= this.compileFlow();
    return this.flow(branch, effective, this.find(this.rule.Next as string));
  }

  protected abstract compileTest(): (branch: Branch) => boolean;
  protected abstract compileFlow(): Finish;
}

class JsonataRoute extends Route {
  private readonly location: string;

  constructor(rule: JsonObject, index: number, context: CompileContext, find: (name: string) => State) {
    super(rule, context, find);
    this.location = `Choices[${index}]/`;
  }

  protected override compileTest(): (branch: Branch) => boolean {
    const condition = compileQuery(this.rule.Condition!, `${this.location}Condition`, this.context, 'boolean');
    return (branch) => condition.value(branch) === true;
  }

  protected override compileFlow(): Finish {
    return compileJsonataFinish(this.rule, this.context, 'input', this.location);
  }
}

class JsonPathRoute extends Route {
  constructor(
    rule: JsonObject,
    private readonly definition: JsonObject,
    context: CompileContext,
    find: (name: string) => State,
  ) {
    super(rule, context, find);
  }

  protected override compileTest(): (branch: Branch) => boolean {
    const choice = compileChoice(this.rule, { queryLanguage: 'JSONPath', language: this.context.language.table });
    return (branch) => choice.matches(branch);
  }

  /** OutputPath is the state's; Assign is the rule's own. */
  protected override compileFlow(): Finish {
    const { OutputPath } = this.definition;
    const { Assign } = this.rule;
    const flow = { ...(OutputPath !== undefined && { OutputPath }), ...(Assign !== undefined && { Assign }) };
    return compileFinish(flow, this.context);
  }
}

export function compileChoiceState(state: State, context: CompileContext, find: (name: string) => State): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const input = jsonata ? undefined : compileInputPath(definition, context);
  const routes = (definition.Choices as JsonObject[]).map((rule, index) =>
    jsonata ? new JsonataRoute(rule, index, context, find) : new JsonPathRoute(rule, definition, context, find),
  );
  const fallback = definition.Default as string | undefined;
  let finish: Finish | undefined;
  // The rules are asked one after the other, for the branch that is in the state now: nothing runs in between.
  let current: Branch;
  const tests = routes.map((route) => () => route.matches(current));
  state.enter = (branch) => {
    branch.begin(state);
    const effective = input === undefined ? branch.raw : input(branch);
    current = branch;
    const route = routes[context.rules.pickRoute(tests)];
    if (route !== undefined) return route.finish(branch, effective);
    if (fallback === undefined) {
      throw new StatesError(
        'States.Runtime',
        'Failed to transition out of the state. The state does not point to a next state.',
      );
    }
    finish ??= jsonata ? compileJsonataFinish(definition, context, 'input') : compileFinish(definition, context);
    return finish(branch, effective, find(fallback));
  };
}
