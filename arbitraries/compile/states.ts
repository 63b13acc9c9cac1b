import { timestamps } from '../draw/values.js';
import { type Draft, isObject, type Json, type JsonObject } from '../json.js';
import type {
  ChoiceStep,
  FailStep,
  Flow,
  Gene,
  Handlers,
  MapStep,
  ParallelStep,
  PassStep,
  QueryLanguage,
  RepeatStep,
  RetryRecipe,
  Source,
  SucceedStep,
  TaskStep,
  Text,
  WaitStep,
} from '../recipe.js';
import { jsonataCondition, jsonpathRule } from './choice.js';
import type { Compiler } from './compiler.js';
import { type Env, type Exit, nextOf, type Scope } from './env.js';
import { enter, type FlowKind, leave, seeing } from './flow.js';
import { planTask, type TaskPlan } from './script.js';
import { join, type Shape } from './shape.js';
import { delimited, type Node, nodeOf, nodeShape, objectOf, templateOf } from './template.js';
import { fromContext, fromRoot, fromVariable, type View, type Written } from './view.js';

/** Where a state is made: its machine's states, what is known before it, and what it sees. */
export interface Site {
  readonly compiler: Compiler;
  readonly scope: Scope;
  readonly states: JsonObject;
  readonly env: Env;
  readonly language: QueryLanguage;
}

/** States that were made: the first one's name, and the ways out. */
export interface Made {
  readonly entry: string;
  readonly exits: readonly Exit[];
}

const flowOf = {
  pass: { parameters: true, arguments: false, result: true, usual: 'input' },
  plain: { parameters: false, arguments: false, result: false, usual: 'input' },
  task: { parameters: true, arguments: true, result: true, usual: '$states.result' },
  map: { parameters: false, arguments: false, result: true, usual: '$states.result' },
  catcher: { parameters: false, arguments: false, result: false, usual: '$states.errorOutput' },
} satisfies Record<string, FlowKind>;

const result = (shape: Shape): Node => ({ kind: 'dynamic', text: '$states.result', shape });

/** The state's object, put among its machine's states, with what its language asks for. */
function begin({ compiler, scope, states, language }: Site, type: string): { name: string; state: JsonObject } {
  const name = compiler.name(type);
  const state: JsonObject = { Type: type };
  if (language !== scope.language) state.QueryLanguage = language;
  states[name] = state;
  return { name, state };
}

export function makePass(step: PassStep, site: Site): Made {
  const { compiler } = site;
  const view = compiler.view(site);
  const { name, state } = begin(site, 'Pass');
  const kind = flowOf.pass;
  const entered = enter(step, view, kind, state);
  if (site.language === 'JSONPath' && step.result !== undefined) state.Result = step.result;
  const made: Node = step.result === undefined ? entered : { kind: 'literal', value: step.result };
  const env = leave({ flow: step, view, kind, result: made, naming: compiler.variable }, state);
  return { entry: name, exits: [nextOf(state, env)] };
}

export function makeSucceed(step: SucceedStep, site: Site): Made {
  const { compiler } = site;
  const view = compiler.view(site);
  const { name, state } = begin(site, 'Succeed');
  const kind = flowOf.plain;
  const flow = pathsOnly(step);
  const entered = enter(flow, view, kind, state);
  site.scope.ends.push(leave({ flow, view, kind, result: entered, naming: compiler.variable }, state).shape);
  return { entry: name, exits: [] };
}

/** InputPath and OutputPath: the data flow of states without a result. */
function pathsOnly({ inputPath, outputPath }: Flow): Flow {
  const flow: Draft<Flow> = {};
  if (inputPath !== undefined) flow.inputPath = inputPath;
  if (outputPath !== undefined) flow.outputPath = outputPath;
  return flow;
}

export function makeFail(step: FailStep, site: Site): Made {
  const view = site.compiler.view(site);
  const { name, state } = begin(site, 'Fail');
  writeText(state, 'Error', step.error, view);
  writeText(state, 'Cause', step.cause, view);
  return { entry: name, exits: [] };
}

function writeText(state: JsonObject, field: string, text: Text | undefined, view: View): void {
  if (text === undefined) return;
  if (typeof text === 'string') {
    state[field] = text;
    return;
  }
  const direct = view.lacks('functions') ? undefined : textAt(text, view);
  const node =
    direct ?? nodeOf(text.from === 'nowhere' ? text : { from: 'call', function: 0, arguments: [text] }, view);
  if (node.kind !== 'dynamic' || view.lacks('functions')) state[field] = 'Computed';
  else if (view.language === 'JSONPath') state[`${field}Path`] = node.text;
  else state[field] = delimited(node.text);
}

const isText = (value: Json): boolean => typeof value === 'string' && value !== '';

/** A text that is there as it is: no function need make one. */
function textAt(source: Source, view: View): Written | undefined {
  switch (source.from) {
    case 'path':
      return fromRoot(view, source.pick, isText);
    case 'context':
      return fromContext(view, source.pick, isText);
    case 'variable':
      return fromVariable(view, source.pick, isText);
    default:
      return undefined;
  }
}

const wholeSeconds = (value: Json): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 5;

export function makeWait(step: WaitStep, site: Site): Made {
  const { compiler } = site;
  const view = compiler.view(site);
  const { name, state } = begin(site, 'Wait');
  const kind = flowOf.plain;
  const entered = enter(step, view, kind, state);
  Object.assign(state, waitFields(step, seeing(view, entered)));
  const env = leave({ flow: step, view, kind, result: entered, naming: compiler.variable }, state);
  return { entry: name, exits: [nextOf(state, env)] };
}

function waitFields(step: WaitStep, view: View): JsonObject {
  const { by, seconds } = step;
  const timed = by === 'timestamp' || by === 'timestampPath';
  const fits = timed ? (value: Json) => typeof value === 'string' && timestamps.includes(value) : wholeSeconds;
  const path = by.endsWith('Path') ? fromRoot(view, seconds, fits) : undefined;
  const field = timed ? 'Timestamp' : 'Seconds';
  if (path?.kind === 'dynamic') {
    return view.language === 'JSONPath' ? { [`${field}Path`]: path.text } : { [field]: delimited(path.text) };
  }
  // Shortly after the time at which a virtual clock starts: only where nothing is compared with a run at another time.
  const instant = view.lacks('chance') ? timestamps[0]! : '2017-03-30T00:00:02Z';
  return { [field]: timed ? instant : seconds };
}

export function makeChoice(step: ChoiceStep, site: Site): Made {
  const { compiler, states, scope } = site;
  const view = compiler.view(site);
  const { name, state } = begin(site, 'Choice');
  const kind = flowOf.plain;
  const flow = pathsOnly(step);
  const entered = enter(flow, view, kind, state);
  const seen = seeing(view, entered);
  const jsonpath = site.language === 'JSONPath';
  const starts: Exit[] = [];
  state.Choices = step.rules.map(({ test, assign }) => {
    const rule: JsonObject = jsonpath
      ? jsonpathRule(test, seen)
      : { Condition: delimited(jsonataCondition(test, seen)) };
    const own = assign === undefined ? flow : { ...flow, assign };
    const env = leave({ flow: own, view, kind, result: entered, naming: compiler.variable }, rule);
    // OutputPath is the state's; in JSONata each rule has its own Output.
    delete rule.OutputPath;
    starts.push(exitOf(rule, 'Next', env));
    return rule;
  });
  const env = leave({ flow, view, kind, result: entered, naming: compiler.variable }, state);
  const exits: Exit[] = [];
  step.rules.forEach(({ then }, index) => {
    exits.push(...compiler.block(then, [starts[index]!], states, scope));
  });
  const { otherwise } = step;
  if (otherwise !== undefined) exits.push(...compiler.block(otherwise, [exitOf(state, 'Default', env)], states, scope));
  return { entry: name, exits };
}

function exitOf(from: JsonObject, field: 'Next' | 'Default', env: Env): Exit {
  return {
    env,
    to: (name) => {
      from[field] = name;
    },
  };
}

/** Retry and Catch. @returns the ways out of the catchers' blocks */
function handle(step: Handlers, state: JsonObject, site: Site): readonly Exit[] {
  const { compiler, states, scope, language } = site;
  if (step.retry !== undefined && step.retry.length > 0) state.Retry = step.retry.map(retrierOf);
  if (step.catch === undefined || step.catch.length === 0) return [];
  const view = compiler.view(site, true);
  const starts: Exit[] = [];
  // Whether there is a cause depends on the error.
  const caught: Node = { kind: 'dynamic', text: '$states.errorOutput', shape: { Error: 'Broken' } };
  const result: Node = language === 'JSONPath' ? { ...caught, text: '$' } : caught;
  state.Catch = step.catch.map((recipe) => {
    const catcher: JsonObject = { ErrorEquals: [...recipe.errors] };
    const flow: Draft<Flow> = {};
    if (recipe.resultPath !== undefined) flow.resultPath = recipe.resultPath;
    if (recipe.assign !== undefined) flow.assign = recipe.assign;
    const env = leave({ flow, view, kind: flowOf.catcher, result, naming: compiler.variable }, catcher);
    starts.push(exitOf(catcher, 'Next', env));
    return catcher;
  });
  return step.catch.flatMap(({ then }, index) => compiler.block(then, [starts[index]!], states, scope));
}

function retrierOf({ errors, attempts, interval, backoff, maxDelay, jitter }: RetryRecipe): JsonObject {
  const retrier: JsonObject = { ErrorEquals: [...errors] };
  if (attempts !== undefined) retrier.MaxAttempts = attempts;
  if (interval !== undefined) retrier.IntervalSeconds = interval;
  if (backoff !== undefined) retrier.BackoffRate = backoff;
  if (maxDelay !== undefined) retrier.MaxDelaySeconds = maxDelay;
  if (jitter !== undefined) retrier.JitterStrategy = jitter;
  return retrier;
}

export function makeTask(step: TaskStep, site: Site): Made {
  const { compiler, scope } = site;
  const view = compiler.view(site, true);
  // Iterations run side by side: what a task does must not depend on which of them asks first.
  const indexed = scope.maps === 1 && view.isModern && !view.lacks('functions');
  const plan = planTask(step, scope.maps === 0 || indexed ? Number.POSITIVE_INFINITY : 1);
  const { name, state } = begin(site, 'Task');
  const arn = compiler.task(step.kind, plan.script);
  state.Resource = resourceOf(step, arn);
  const flow = indexed && plan.script.length > 1 ? withIndex(step) : step;
  const kind = flowOf.task;
  enter(flow, view, kind, state);
  limit(step, plan, view, state);
  if (step.kind !== 'activity' && step.kind !== 'lambda') integrate(step, state, arn, site.language);
  const shape = answerShape(step, plan);
  const env = leave({ flow, view, kind, result: result(shape), naming: compiler.variable }, state);
  return { entry: name, exits: [nextOf(state, env), ...handle(step, state, site)] };
}

/** What the task's answers have in common. */
function answerShape({ kind }: TaskStep, { script }: TaskPlan): Shape {
  let shape: Shape;
  let answered = false;
  for (const outcome of script) {
    const answer = 'then' in outcome ? outcome.then : outcome;
    if (answer.outcome !== 'ok') continue;
    shape = answered ? join(shape, answer.output) : answer.output;
    answered = true;
  }
  return kind === 'invoke' && shape !== undefined ? { Payload: shape, StatusCode: 200 } : shape;
}

function withIndex(step: TaskStep): TaskStep {
  const whole = { name: 'input', from: { from: 'path', pick: 0 } } as const;
  const index = { name: 'index', from: { from: 'item-index' } } as const;
  return { ...step, parameters: [index, ...(step.parameters ?? [whole])] };
}

function resourceOf({ kind }: TaskStep, arn: string): string {
  switch (kind) {
    case 'activity':
    case 'lambda':
      return arn;
    case 'invoke':
      return 'arn:aws:states:::lambda:invoke';
    case 'callback':
      return 'arn:aws:states:::lambda:invoke.waitForTaskToken';
    case 'service':
      return 'arn:aws:states:::sqs:sendMessage';
  }
}

/** The parameters that a service integration needs: they name what carries the task. */
function integrate({ kind }: TaskStep, state: JsonObject, arn: string, language: QueryLanguage): void {
  const jsonata = language === 'JSONata';
  const field = jsonata ? 'Arguments' : 'Parameters';
  const given = state[field] ?? {};
  if (kind === 'service') state[field] = { QueueUrl: arn, MessageBody: 'm', MessageAttributes: given };
  else if (kind === 'invoke') state[field] = { FunctionName: arn, Payload: given };
  else {
    const token = jsonata ? { token: delimited('$states.context.Task.Token') } : { 'token.$': '$$.Task.Token' };
    state[field] = { FunctionName: arn, Payload: given, ClientContext: token };
  }
}

function limit(step: TaskStep, { timeout, heartbeat }: TaskPlan, view: View, state: JsonObject): void {
  const put = (name: 'TimeoutSeconds' | 'HeartbeatSeconds', seconds: number | undefined): void => {
    if (seconds === undefined) return;
    const fits = (value: Json) => Number.isInteger(value) && Number(value) >= seconds && Number(value) <= 5;
    const path = step.limitsByPath ? fromRoot(view, 0, fits) : undefined;
    if (path?.kind !== 'dynamic') state[name] = seconds;
    else if (view.language === 'JSONPath') state[`${name}Path`] = path.text;
    else state[name] = delimited(path.text);
  };
  put('TimeoutSeconds', timeout);
  put('HeartbeatSeconds', heartbeat);
}

export function makeParallel(step: ParallelStep, site: Site): Made {
  const { compiler, scope } = site;
  const view = compiler.view(site, true);
  const { name, state } = begin(site, 'Parallel');
  const kind = flowOf.task;
  const entered = enter(step, view, kind, state);
  const outputs: Shape[] = [];
  const branches = step.branches.length > 0 ? step.branches : [[]];
  const inner = { shape: nodeShape(entered), variables: site.env.variables };
  state.Branches = branches.map((block) => {
    const made = compiler.machine(block, inner, scope);
    outputs.push(made.output);
    return made.definition;
  });
  const shape = outputs.every((output) => output !== undefined) ? (outputs as Json[]) : undefined;
  const env = leave({ flow: step, view, kind, result: result(shape), naming: compiler.variable }, state);
  return { entry: name, exits: [nextOf(state, env), ...handle(step, state, site)] };
}

export function makeMap(step: MapStep, site: Site): Made {
  const { compiler, scope } = site;
  const chosen = chooseItems(step, site);
  const here = chosen.site;
  const view = compiler.view(here, true);
  const { name, state } = begin(here, 'Map');
  const { entered } = chosen;
  Object.assign(state, chosen.fields);
  const item = chosen.items.reduce<Shape>((one, other) => join(one, other), chosen.items[0]);
  const inner: Scope = { ...scope, maps: scope.maps + 1, item };
  const seen = seeing(view, entered);
  let itemShape: Shape = item;
  if (step.itemSelector !== undefined) {
    const node = objectOf(step.itemSelector, seen.within(inner));
    const old = step.mode === 'iterator' && here.language === 'JSONPath';
    state[old ? 'Parameters' : 'ItemSelector'] = templateOf(node, seen);
    itemShape = nodeShape(node);
  }
  settings(step, seen, state);
  const distributed = step.mode === 'distributed';
  if (step.batch !== undefined && distributed) itemShape = undefined;
  const variables = distributed ? [] : here.env.variables;
  const body = compiler.machine(step.body, { shape: itemShape, variables }, inner);
  if (step.mode === 'iterator') state.Iterator = body.definition;
  else state.ItemProcessor = { ...configOf(step), ...body.definition };
  const { output } = body;
  const shape = output === undefined || step.batch !== undefined ? undefined : chosen.items.map(() => output);
  const env = leave({ flow: step, view, kind: flowOf.map, result: result(shape), naming: compiler.variable }, state);
  return { entry: chosen.entry ?? name, exits: [nextOf(state, env), ...handle(step, state, here)] };
}

function configOf(step: MapStep): JsonObject {
  if (step.mode === 'distributed') return { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  return step.mode === 'inline' ? { ProcessorConfig: { Mode: 'INLINE' } } : {};
}

interface Items {
  readonly items: readonly Json[];
  /** The fields that name them. */
  readonly fields: JsonObject;
  /** The state's effective input. */
  readonly entered: Node;
  readonly site: Site;
  /** The state before it that puts the items in place. */
  readonly entry?: string;
}

const MOST_ITEMS = 4;
const isItems = (value: Json): boolean => Array.isArray(value) && value.length <= MOST_ITEMS;

/** A list for a Map state: most often in its input; by some genes in a variable or in the context object. */
function itemsAt(gene: Gene, seen: View, view: View): Written | undefined {
  const elsewhere =
    view.lacks('functions') || gene % 4 !== 3
      ? undefined
      : (fromVariable(view, gene, isItems) ?? fromContext(view, gene, isItems));
  return elsewhere ?? fromRoot(seen, gene, isItems);
}

function chooseItems(step: MapStep, site: Site): Items {
  const { compiler, language } = site;
  const view = compiler.view(site, true);
  const jsonata = language === 'JSONata';
  const fields: JsonObject = {};
  const entered = enter(pathsOnly(step), view, flowOf.map, fields);
  const found = typeof step.items === 'number' ? itemsAt(step.items, seeing(view, entered), view) : undefined;
  if (found?.kind === 'dynamic') {
    if (jsonata) fields.Items = delimited(found.text);
    else if (found.text !== '$') fields.ItemsPath = found.text;
    return { items: found.shape as Json[], fields, entered, site };
  }
  const items = typeof step.items === 'number' ? [1, 2] : [...step.items];
  if (jsonata && !view.lacks('differences')) return { items, fields: { Items: items }, entered, site };
  return putItems(items, site);
}

/** A JSONPath state takes its items from its input: a Pass state puts them there. */
function putItems(items: Json[], site: Site): Items {
  const { compiler, env, language } = site;
  const jsonata = language === 'JSONata';
  const { name, state } = begin(site, 'Pass');
  const member = isObject(env.shape);
  const shape: Shape = member ? { ...(env.shape as JsonObject), out: items } : items;
  if (!jsonata) state.Result = items;
  else state.Output = member ? delimited(`$merge([$states.input, {"out": ${JSON.stringify(items)}}])`) : items;
  if (member && !jsonata) state.ResultPath = '$.out';
  nextOf(state, env).to(compiler.coming('Map'));
  const next: Site = { ...site, env: { shape, variables: env.variables } };
  const root = compiler.view(next, true).root;
  const entered: Node = { kind: 'dynamic', text: root, shape };
  const itemsAt = member ? `${root}.out` : root;
  const fields: JsonObject = jsonata ? { Items: delimited(itemsAt) } : member ? { ItemsPath: itemsAt } : {};
  return { items, fields, entered, site: next, entry: name };
}

function settings(step: MapStep, seen: View, state: JsonObject): void {
  const byPath = (field: string, otherwise: number): void => {
    const found = fromRoot(seen, 0, wholeSeconds);
    if (found?.kind !== 'dynamic') state[field] = otherwise;
    else if (seen.language === 'JSONata') state[field] = delimited(found.text);
    else state[`${field}Path`] = found.text;
  };
  if (step.atOnce === 'path') byPath('MaxConcurrency', 2);
  else if (step.atOnce !== undefined) state.MaxConcurrency = step.atOnce;
  if (step.mode !== 'distributed') return;
  switch (step.tolerance) {
    case 'count':
      state.ToleratedFailureCount = 1;
      break;
    case 'percentage':
      state.ToleratedFailurePercentage = 50;
      break;
    case 'count-path':
      byPath('ToleratedFailureCount', 1);
      break;
    case 'percentage-path':
      byPath('ToleratedFailurePercentage', 50);
      break;
    case undefined:
      break;
  }
  if (step.batch !== undefined) state.ItemBatcher = { MaxItemsPerBatch: step.batch };
  if (step.label) state.Label = 'label';
}

/** The body, again and again: a variable counts, another one gives each round the same input. */
export function makeRepeat(step: RepeatStep, site: Site): Made {
  const { compiler, states, scope, language, env } = site;
  const count = compiler.variable('count');
  const kept = compiler.variable('kept');
  const jsonpath = language === 'JSONPath';
  const whole = jsonpath ? '$' : delimited('$states.input');
  const { name, state } = begin(site, 'Pass');
  state.Assign = { [count]: 0, [jsonpath ? `${kept}.$` : kept]: whole };
  const variables = [...env.variables, { name: count, shape: 0 }, { name: kept, shape: env.shape }];
  const head: Env = { shape: env.shape, variables };
  let first: string | undefined;
  const start: Exit = {
    env: head,
    to: (target) => {
      first = target;
      state.Next = target;
    },
  };
  const exits = compiler.block(step.body, [start], states, scope);
  if (exits.length === 0) return { entry: name, exits: [] };
  const { name: turnName, state: turn } = begin(site, 'Pass');
  for (const exit of exits) exit.to(turnName);
  if (jsonpath) turn.InputPath = `$${kept}`;
  else turn.Output = delimited(`$${kept}`);
  turn.Assign = jsonpath ? { [`${count}.$`]: `States.MathAdd($${count}, 1)` } : { [count]: delimited(`$${count} + 1`) };
  const { name: choiceName, state: choice } = begin(site, 'Choice');
  turn.Next = choiceName;
  const again: JsonObject = jsonpath
    ? { Variable: `$${count}`, NumericLessThan: step.times }
    : { Condition: delimited(`$${count} < ${step.times}`) };
  choice.Choices = [{ ...again, Next: first ?? turnName }];
  const after: Env = { shape: env.shape, variables };
  return { entry: name, exits: [exitOf(choice, 'Default', after)] };
}
