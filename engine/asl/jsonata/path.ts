import type { Node } from './ast.js';
import type { Evaluate } from './calls.js';
import type { Compiler } from './compile.js';
import { compileGroup } from './group.js';
import type { Frame } from './run.js';
import { compileStep, compileTupleStep, type Step, type TupleStep } from './steps.js';
import { Callable, isSequence, type Members, type Sequence, sequence, sequenceOf } from './value.js';

/** A path: each step is taken from all the results of the one before it. */
export function compilePath(node: Node, compiler: Compiler): Evaluate {
  if (node.steps!.some((step) => step.tuple === true)) return tuplePath(node, compiler);
  const [first] = node.steps!;
  return first!.type === 'variable' && hasNoExtras(first!) && node.steps!.length > 1
    ? variablePath(node, compiler)
    : plainPath(node, compiler);
}

const hasNoExtras = (step: Node): boolean =>
  step.stages === undefined && step.predicate === undefined && step.group === undefined && step.keepArray !== true;

/**
 * A path from a variable: members are read one by one as long as they are in objects, which is nearly always all there is
 * to do. The general way goes on from the first list.
 */
function variablePath(node: Node, compiler: Compiler): Evaluate {
  const { root, skipped } = compileRoot(node, compiler);
  const steps = node.steps!.map((step) => compileStep(step, compiler));
  const names: string[] = [];
  for (const step of node.steps!.slice(skipped)) {
    if (step.type !== 'name' || !hasNoExtras(step)) break;
    names.push(step.value as string);
  }
  const finish = finisher(node, compiler);
  return (input, frame) => {
    let value = root(input, frame);
    let index = skipped;
    for (const name of names) {
      if (Array.isArray(value)) break;
      if (value === null || typeof value !== 'object' || value instanceof Callable || !Object.hasOwn(value, name))
        return finish(sequence(), undefined, frame);
      value = (value as Members)[name];
      index++;
    }
    if (value === undefined) return finish(sequence(), undefined, frame);
    const spreads = Array.isArray(value) && !(value as Sequence).cons;
    const items: unknown[] = spreads ? (value as unknown[]) : [value];
    if (index === steps.length)
      return finish(spreads && !isSequence(value) ? items : sequenceOf(items), undefined, frame);
    let values = node.steps![index]!.type === 'sort' ? sequenceOf(items) : items;
    for (; index < steps.length && values.length > 0; index++)
      values = steps[index]!(values, frame, index === steps.length - 1);
    return finish(values, undefined, frame);
  };
}

/** The path's variable; for `$states` with its first member, so that what else it holds need not be made. */
function compileRoot({ steps }: Node, compiler: Compiler): { root: Evaluate; skipped: number } {
  const [variable, member] = steps!;
  const name = member!.value as string;
  if (variable!.value !== 'states' || member!.type !== 'name' || !hasNoExtras(member!) || compiler.bindsStates)
    return { root: compiler.compile(variable!), skipped: 1 };
  return {
    root(_, { run }) {
      run.enter();
      run.depth--;
      return run.stateOf(name);
    },
    skipped: 2,
  };
}

/** What the first step is taken from. */
function start(node: Node, input: unknown): unknown[] {
  return Array.isArray(input) && node.steps![0]!.type !== 'variable' ? input : sequence(input);
}

function plainPath(node: Node, compiler: Compiler): Evaluate {
  const steps = node.steps!.map((step) => compileStep(step, compiler));
  const whole = node.steps![0]!.consarray === true ? compiler.compile(node.steps![0]!) : undefined;
  const finish = finisher(node, compiler);
  return (input, frame) => {
    let values = start(node, input);
    for (let index = 0; index < steps.length; index++) {
      values =
        index === 0 && whole !== undefined
          ? (whole(values, frame) as unknown[])
          : steps[index]!(values, frame, index === steps.length - 1);
      if (values === undefined || values.length === 0) break;
    }
    return finish(values, undefined, frame);
  };
}

function tuplePath(node: Node, compiler: Compiler): Evaluate {
  const first = node.steps!.findIndex((step) => step.tuple === true);
  const plain: Step[] = node.steps!.slice(0, first).map((step) => compileStep(step, compiler));
  const tupled: TupleStep[] = node.steps!.slice(first).map((step) => compileTupleStep(step, compiler));
  const whole = node.steps![0]!.consarray === true ? compiler.compile(node.steps![0]!) : undefined;
  const finish = finisher(node, compiler);
  return (input, frame) => {
    let values = start(node, input);
    for (let index = 0; index < plain.length; index++) {
      values =
        index === 0 && whole !== undefined ? (whole(values, frame) as unknown[]) : plain[index]!(values, frame, false);
      if (values === undefined || values.length === 0) return finish(values, undefined, frame);
    }
    let tuples: Members[] | undefined;
    for (const step of tupled) tuples = step(values, tuples, frame);
    return finish(node.tuple === true ? tuples! : sequenceOf(tuples!.map((tuple) => tuple['@'])), tuples, frame);
  };
}

type Finish = (values: unknown[], tuples: Members[] | undefined, frame: Frame) => unknown;

function finisher(node: Node, compiler: Compiler): Finish {
  const group = node.group === undefined ? undefined : compileGroup(node.group.lhs, compiler);
  return (values, tuples, frame) => {
    let result: Sequence = values;
    if (node.keepSingletonArray === true && Array.isArray(result)) {
      if (result.cons && !result.sequence) result = sequence(result);
      if (result.sequence) result.keepSingleton = true;
    }
    return group === undefined ? result : group(tuples ?? result, frame);
  };
}
