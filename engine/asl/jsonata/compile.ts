import { Regexp } from '../regexp/regexp.js';
import type { Node } from './ast.js';
import { compileApply, compileCall, compilePartial } from './call-nodes.js';
import { type Evaluate, Lambda, TailCall } from './calls.js';
import { JsonataError, toJsonataError } from './error.js';
import { compileGroup } from './group.js';
import { Matcher } from './matcher.js';
import { descendants, holds, negate, operators, wildcard } from './operators.js';
import { compilePath } from './path.js';
import { compileFilter } from './steps.js';
import { compileTransform } from './transform.js';
import { isSequence, lookup, type Sequence } from './value.js';

/**
 * Turns the tree of the `jsonata` library's parser into closures. The library's own evaluator gives promises, and the core
 * that runs executions is synchronous; it also cannot be stopped, and changes the data that it reads. So evaluation is ours,
 * parsing and the plain functions are the library's. Measured on one machine, in microseconds an evaluation, from
 * `$states.input.a.b` to a `$map` over ten items: the library 3.7 to 61, the library with its `async` and `await` taken out
 * of its text 4.2 to 39, this 0.1 to 3.8. That it means the same is shown by tests/engine/asl/jsonata-differential.test.ts,
 * on hundreds of written expressions and on generated ones.
 */
export class Compiler {
  private ownStates: boolean | undefined;

  private constructor(private readonly root: Node) {}

  /** Whether the expression has a variable `$states` of its own somewhere. */
  get bindsStates(): boolean {
    this.ownStates ??= binds(this.root, 'states');
    return this.ownStates;
  }

  static compile(root: Node): Evaluate {
    return new Compiler(root).compile(root);
  }

  /** One node, with all that the library does around evaluating it. */
  compile(node: Node): Evaluate {
    const inner = this.compileKind(node);
    if (isLeaf(node)) return guarded(inner);
    const filters = node.predicate?.map((stage) => compileFilter(stage.expr!, this));
    const group = node.type !== 'path' && node.group !== undefined ? compileGroup(node.group.lhs, this) : undefined;
    const keepArray = node.keepArray === true;
    return (input, frame) => {
      const { run } = frame;
      run.enter();
      let result = inner(input, frame);
      if (filters !== undefined) for (const filter of filters) result = filter(result, frame);
      if (group !== undefined) result = group(result, frame);
      if (Array.isArray(result)) {
        run.hold(result);
        if (isSequence(result) && !result.tupleStream) result = unwrapped(result, keepArray);
      }
      run.depth--;
      return result;
    };
  }

  private compileKind(node: Node): Evaluate {
    switch (node.type) {
      case 'path':
        return compilePath(node, this);
      case 'binary':
        return this.binary(node);
      case 'unary':
        return this.unary(node);
      case 'name': {
        const name = node.value as string;
        return (input) => lookup(input, name);
      }
      case 'string':
      case 'number':
      case 'value': {
        const { value } = node;
        return () => value;
      }
      case 'wildcard':
        return wildcard;
      case 'descendant':
        return (input, frame) => descendants(input, frame.run);
      case 'parent': {
        const { label } = node.slot!;
        return (_, frame) => frame.lookup(label);
      }
      case 'condition':
        return this.condition(node);
      case 'block':
        return this.block(node);
      case 'bind': {
        const value = this.compile(node.rhs!);
        const name = (node.lhs as Node).value as string;
        return (input, frame) => {
          const result = value(input, frame);
          frame.bind(name, result);
          return result;
        };
      }
      case 'regex': {
        const { source, flags } = node.value as RegExp;
        const matcher = new Matcher(new Regexp(source, flags));
        return () => matcher;
      }
      case 'variable':
        return variable(node.value as string);
      case 'lambda':
        return this.lambda(node);
      case 'function':
        return compileCall(node, this);
      case 'partial':
        return compilePartial(node, this);
      case 'apply':
        return compileApply(node, this);
      case 'transform':
        return compileTransform(node, this);
      default:
        return () => undefined;
    }
  }

  private binary(node: Node): Evaluate {
    const left = this.compile(node.lhs as Node);
    const right = this.compile(node.rhs!);
    const name = node.value as string;
    if (name === 'and' || name === 'or') return this.boolean(name, left, right);
    const operate = operators[name]!;
    return (input, frame) => {
      const one = left(input, frame);
      const two = right(input, frame);
      try {
        return operate(one, two, frame.run);
      } catch (thrown) {
        throw blamed(thrown, name);
      }
    };
  }

  private boolean(name: 'and' | 'or', left: Evaluate, right: Evaluate): Evaluate {
    const decides = name === 'or';
    return (input, frame) => {
      const first = left(input, frame);
      try {
        return holds(first) === decides ? decides : holds(right(input, frame));
      } catch (thrown) {
        throw blamed(thrown, name);
      }
    };
  }

  private unary(node: Node): Evaluate {
    if (node.value === '-') {
      const value = this.compile(node.expression!);
      return (input, frame) => negate(value(input, frame));
    }
    if (node.value === '{') return compileGroup(node.lhs as [Node, Node][], this);
    return this.array(node);
  }

  private array(node: Node): Evaluate {
    const items = node.expressions!.map((item) => ({ evaluate: this.compile(item), isArray: item.value === '[' }));
    const cons = node.consarray === true;
    return (input, frame) => {
      const result: Sequence = [];
      for (const { evaluate, isArray } of items) {
        const value = evaluate(input, frame);
        if (value === undefined) continue;
        if (isArray || !Array.isArray(value)) result.push(value);
        else for (const one of value) result.push(one);
      }
      // Not enumerable: `*` gives an array's items and whatever else can be listed of it.
      if (cons) Object.defineProperty(result, 'cons', { value: true });
      return result;
    };
  }

  private condition(node: Node): Evaluate {
    const test = this.compile(node.condition!);
    const whenTrue = this.compile(node.then!);
    const whenFalse = node.else === undefined ? undefined : this.compile(node.else);
    return (input, frame) => (holds(test(input, frame)) ? whenTrue(input, frame) : whenFalse?.(input, frame));
  }

  private block(node: Node): Evaluate {
    const expressions = node.expressions!.map((expression) => this.compile(expression));
    return (input, frame) => {
      const inner = frame.inner();
      let result: unknown;
      for (const expression of expressions) result = expression(input, inner);
      return result;
    };
  }

  private lambda(node: Node): Evaluate {
    if (node.thunk === true) {
      const procedure = this.compile(node.body!.procedure!);
      const args = node.body!.arguments!.map((argument) => this.compile(argument));
      return (input, frame) => new TailCall(procedure, args, input, frame);
    }
    const parameters = node.arguments!.map((parameter) => parameter.value as string);
    const body = this.compile(node.body!);
    return (input, frame) => new Lambda(parameters, node.signature, body, input, frame);
  }
}

/** Whether a variable of the name is bound somewhere under a node. */
function binds(node: unknown, name: string): boolean {
  if (node === null || typeof node !== 'object') return false;
  const { type, lhs, arguments: parameters, focus, index } = node as Partial<Node>;
  if (type === 'bind' && (lhs as Node).value === name) return true;
  if (type === 'lambda' && parameters?.some(({ value }) => value === name)) return true;
  if (focus === name || index === name) return true;
  return Object.values(node).some((below) => binds(below, name));
}

/** Nodes that have nothing under them and give no sequence. */
const isLeaf = (node: Node): boolean =>
  ['string', 'number', 'value', 'regex'].includes(node.type) &&
  node.predicate === undefined &&
  node.group === undefined;

function guarded(evaluate: Evaluate): Evaluate {
  return (input, frame) => {
    frame.run.enter();
    const result = evaluate(input, frame);
    frame.run.depth--;
    return result;
  };
}

/** Nothing for an empty sequence, the item of one with a single one. */
function unwrapped(values: Sequence, keepArray: boolean): unknown {
  if (keepArray) values.keepSingleton = true;
  if (values.length === 0) return undefined;
  return values.length === 1 && !values.keepSingleton ? values[0] : values;
}

function variable(name: string): Evaluate {
  if (name !== '') return (_, frame) => frame.lookup(name);
  return (input) => (Array.isArray(input) && (input as { outerWrapper?: true }).outerWrapper ? input[0] : input);
}

/** Names the operator in the error of an operation, whatever it was named before, as the library does. */
function blamed(thrown: unknown, operator: string): unknown {
  const error = toJsonataError(thrown);
  if (error instanceof JsonataError) error.token = operator;
  return error;
}
