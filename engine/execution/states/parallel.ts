import { Doc, type JsonObject } from '../../asl/doc.js';
import { Branch } from '../branch.js';
import {
  type CompileContext,
  compileFinish,
  compileInput,
  compileJsonataFinish,
  compileQuery,
  type Finish,
} from '../dataflow.js';
import { eventCode } from '../history.js';
import { Join } from '../join.js';
import { blocked, type Machine, type State, type Step } from '../state.js';
import { VariableScope } from '../variables.js';

/** @param machines compiles the branches */
export function compileParallel(
  state: State,
  context: CompileContext,
  machines: (definition: JsonObject) => Machine,
): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const branches = (definition.Branches as JsonObject[]).map(machines);
  const input = jsonata ? compileArguments(definition, context) : compileInput(definition, context);
  const finish = jsonata
    ? compileJsonataFinish(definition, context, 'result')
    : compileFinish(definition, context, 'shown');
  state.finish = finish;
  state.failed = eventCode.ParallelStateFailed;
  state.aborted = eventCode.ParallelStateAborted;
  const start: Step = (owner) => {
    const effective = input === undefined ? owner.raw : input(owner);
    owner.record(eventCode.ParallelStateStarted);
    owner.work = new ParallelRegion(owner, branches, effective, finish);
    return blocked;
  };
  state.again = start;
  state.enter = (owner) => {
    owner.begin(state);
    return start(owner);
  };
}

function compileArguments({ Arguments }: JsonObject, context: CompileContext): ((branch: Branch) => Doc) | undefined {
  if (Arguments === undefined) return undefined;
  const query = compileQuery(Arguments, 'Arguments', context);
  return (branch) => query.evaluate(branch);
}

class ParallelRegion extends Join {
  private open: number;
  private begun: number;

  constructor(
    owner: Branch,
    machines: readonly Machine[],
    input: Doc,
    private readonly finish: Finish,
  ) {
    super(owner);
    this.open = machines.length;
    const { branchInput, branchesAtOnce } = owner.run.program.rules;
    this.begun = Math.min(machines.length, branchesAtOnce());
    for (const [index, { start }] of machines.entries()) {
      const scope = new VariableScope(owner.variables);
      const branch = new Branch(owner.run, this, start, branchInput(input, index), owner.last, scope, undefined);
      this.branches.push(branch);
      if (index < this.begun) owner.run.resume(branch, branch.step);
    }
  }

  completed(branch: Branch): void {
    this.outputs[this.branches.indexOf(branch)] = branch.raw;
    if (--this.open > 0) {
      const next = this.branches[this.begun++];
      if (next !== undefined) this.owner.run.resume(next, next.step);
      return;
    }
    this.owner.run.resume(this.owner, (owner) => this.done(owner, branch.last));
  }

  private done(owner: Branch, last: number): State {
    const { rules } = owner.run.program;
    const succeeded = owner.run.history.add(eventCode.ParallelStateSucceeded, last);
    owner.last = succeeded;
    owner.leaveAfter = rules.previousOfJoinExit(last, succeeded);
    return this.finish(owner, rules.parallelResult(this.outputs, Doc.list), owner.state.next!);
  }

  protected override reopened(count: number): void {
    this.open = count;
    if (count === 0) this.owner.run.resume(this.owner, (owner) => this.done(owner, owner.last));
  }

  protected override restarted(_branch: Branch, last: number): number {
    return last;
  }

  protected override stopped(): void {}

  protected override broke(): void {}
}
