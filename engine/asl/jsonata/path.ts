import type { Node } from './ast.js';
import type { Evaluate } from './calls.js';
import type { Compiler } from './compile.js';
import { compileGroup } from './group.js';
import type { Frame } from './run.js';
import { compileStep, compileTupleStep, type Step, type TupleStep } from './steps.js';
import { Callable, type Members, type Sequence, sequence } from './value.js';

/** A path: each step is taken from all the results of the one before it. */
export function compilePath(node: Node, compiler: Compiler): Evaluate {
  const walk = node.steps!.some((step) => step.tuple === true) ? tuplePath(node, compiler) : plainPath(node, compiler);
  const members = node.steps!.slice(1);
  if (node.steps![0]!.type !== 'variable' || !isPlain(node) || !members.every(isMember)) return walk;
  const names = members.map((step) => step.value as string);
  const root = compiler.compile(node.steps![0]!);
  return (input, frame) => {
    let value = root(input, frame);
    for (const name of names) {
      // Lists need all that the general way does.
      if (Array.isArray(value)) return walk(input, frame);
      if (value === null || typeof value !== 'object' || value instanceof Callable || !Object.hasOwn(value, name))
        return undefined;
      value = (value as Members)[name];
    }
    return value;
  };
}

const isPlain = (node: Node): boolean =>
  node.group === undefined &&
  node.keepSingletonArray !== true &&
  node.steps!.length > 1 &&
  hasNoExtras(node.steps![0]!);
const isMember = (step: Node): boolean => step.type === 'name' && hasNoExtras(step);
const hasNoExtras = (step: Node): boolean =>
  step.stages === undefined && step.predicate === undefined && step.group === undefined && step.keepArray !== true &&
  step.tuple !== true; // biome-ignore format: one condition

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
    return finish(node.tuple === true ? tuples! : sequence(...tuples!.map((tuple) => tuple['@'])), tuples, frame);
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
