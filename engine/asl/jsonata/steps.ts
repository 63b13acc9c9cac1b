import type { Node, Stage } from './ast.js';
import type { Compiler } from './compile.js';
import type { Frame } from './run.js';
import { compileSort } from './sort.js';
import { isNumeric, isSequence, type Members, newObject, type Sequence, sequence, truth } from './value.js';

/** Takes the values of a step through a filter, or numbers them. */
type Apply = (values: unknown, frame: Frame) => unknown;

/** `[...]` after a step: a number takes the item of that place, anything else keeps the items it is true for. */
export function compileFilter(predicate: Node, compiler: Compiler): Apply {
  if (predicate.type === 'number') {
    const place = Math.floor(predicate.value as number);
    return (values) => at(values, place);
  }
  const evaluate = compiler.compile(predicate);
  return (values, frame) => {
    const { run } = frame;
    const tuples = isTupleStream(values);
    const results = sequence();
    if (tuples) results.tupleStream = true;
    const input = Array.isArray(values) ? values : [values];
    for (let index = 0; index < input.length; index++) {
      const item: unknown = input[index];
      run.spend(1);
      const result = tuples
        ? evaluate((item as Members)['@'], frame.withTuple(item as Members))
        : evaluate(item, frame);
      const places = placesOf(result);
      if (places === undefined) {
        if (truth(result) === true) results.push(item);
        continue;
      }
      for (const wanted of places) {
        const place = Math.floor(wanted);
        if ((place < 0 ? input.length + place : place) === index) results.push(item);
      }
    }
    return results;
  };
}

/** The numbers that a filter's outcome picks items by. */
function placesOf(result: unknown): readonly number[] | undefined {
  if (isNumeric(result)) return [result];
  return Array.isArray(result) && result.every(isNumeric) ? result : undefined;
}

function at(values: unknown, place: number): unknown {
  const input = Array.isArray(values) ? values : [values];
  const item: unknown = input[place < 0 ? input.length + place : place];
  if (Array.isArray(item)) return item;
  const results = sequence();
  if (isTupleStream(values)) results.tupleStream = true;
  if (item !== undefined) results.push(item);
  return results;
}

export function isTupleStream(value: unknown): value is Sequence {
  return Array.isArray(value) && (value as Sequence).tupleStream === true;
}

function compileStages(stages: readonly Stage[] | undefined, compiler: Compiler): Apply | undefined {
  if (stages === undefined) return undefined;
  const applies = stages.map((stage): Apply => {
    if (stage.type === 'filter') return compileFilter(stage.expr!, compiler);
    return (values) => {
      (values as Members[]).forEach((tuple, index) => {
        tuple[stage.value!] = index;
      });
      return values;
    };
  });
  return (values, frame) => applies.reduce((result, apply) => apply(result, frame), values);
}

/** One step of a path: from the values before it to those it gives. */
export type Step = (values: unknown[], frame: Frame, last: boolean) => unknown[];

export function compileStep(node: Node, compiler: Compiler): Step {
  const stages = compileStages(node.stages, compiler);
  if (node.type === 'sort') {
    const sort = compileSort(node, compiler);
    return (values, frame) => {
      const sorted = sort(values, frame) as unknown[];
      return (stages === undefined ? sorted : stages(sorted, frame)) as unknown[];
    };
  }
  const evaluate = compiler.compile(node);
  return (values, frame, last) => {
    const results: unknown[] = [];
    for (let index = 0; index < values.length; index++) {
      frame.run.spend(1);
      let result = evaluate(values[index], frame);
      if (stages !== undefined) result = stages(result, frame);
      if (result !== undefined) results.push(result);
    }
    if (last && results.length === 1 && Array.isArray(results[0]) && !isSequence(results[0])) return results[0];
    return spread(results);
  };
}

/** The results in one sequence. Arrays are spread, but for those that the expression wrote out. */
function spread(results: readonly unknown[]): Sequence {
  const all = sequence();
  for (const result of results) {
    if (!Array.isArray(result) || (result as Sequence).cons) all.push(result);
    else for (const item of result) all.push(item);
  }
  return all;
}

/** One step of a path that carries tuples: what `@`, `#` and `%` bound on the way. */
export type TupleStep = (values: unknown[], tuples: Members[] | undefined, frame: Frame) => Members[];

export function compileTupleStep(node: Node, compiler: Compiler): TupleStep {
  const stages = compileStages(node.stages, compiler);
  const staged = (tuples: Sequence, frame: Frame): Members[] =>
    (stages === undefined ? tuples : stages(tuples, frame)) as Members[];
  if (node.type === 'sort') {
    const sort = compileSort(node, compiler);
    return (values, tuples, frame) => {
      if (tuples !== undefined) return staged(sort(tuples, frame) as Sequence, frame);
      const sorted = sort(values, frame) as unknown[];
      const stream = tupleStream();
      sorted.forEach((value, index) => {
        stream.push(tupleOf(undefined, { '@': value, [node.index!]: index }));
      });
      return staged(stream, frame);
    };
  }
  const evaluate = compiler.compile(node);
  return (values, tuples, frame) => {
    const stream = tupleStream();
    for (const tuple of tuples ?? values.map((value) => tupleOf(undefined, { '@': value }))) {
      frame.run.spend(1);
      bindResults(node, tuple, evaluate(tuple['@'], frame.withTuple(tuple)), stream);
    }
    return staged(stream, frame);
  };
}

/** One tuple for each result of a step: those before it, and what the step binds. */
function bindResults(node: Node, tuple: Members, result: unknown, stream: Sequence): void {
  if (result === undefined) return;
  const results: unknown[] = Array.isArray(result) ? result : [result];
  const carries = isTupleStream(result);
  results.forEach((value, index) => {
    if (carries) {
      stream.push(tupleOf(tuple, value as Members));
      return;
    }
    const bound = tupleOf(tuple, {});
    if (node.focus !== undefined) bound[node.focus] = value;
    else bound['@'] = value;
    if (node.index !== undefined) bound[node.index] = index;
    if (node.ancestor !== undefined) bound[node.ancestor.label] = tuple['@'];
    stream.push(bound);
  });
}

function tupleStream(): Sequence {
  const stream = sequence();
  stream.tupleStream = true;
  return stream;
}

function tupleOf(base: Members | undefined, more: Members): Members {
  return Object.assign(newObject(), base, more);
}
