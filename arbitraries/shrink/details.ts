import type { Json } from '../json.js';
import type {
  Block,
  CatchRecipe,
  Outcome,
  RetryRecipe,
  RuleRecipe,
  Source,
  Step,
  Template,
  Test,
  Text,
} from '../recipe.js';
import { simplerValues } from './values.js';

/** Blocks whose steps say less, at any depth. */
export function* simplerBlocks(block: Block): Generator<Block> {
  for (const [index, step] of block.entries()) {
    for (const simpler of simplerSteps(step)) yield block.with(index, simpler);
  }
}

type Members = Readonly<Record<string, unknown>>;
type Simpler = (value: never) => Iterable<unknown>;

/** How each field of a step is made simpler, besides being left out. */
const fields: Readonly<Record<string, Simpler>> = {
  result: simplerValues,
  parameters: simplerTemplates,
  resultSelector: simplerTemplates,
  assign: simplerTemplates,
  itemSelector: simplerTemplates,
  inputPath: simplerGenes,
  outputPath: simplerGenes,
  resultPath: simplerGenes,
  error: simplerTexts,
  cause: simplerTexts,
  seconds: simplerNumbers,
  times: simplerTimes,
  script: simplerScripts,
  retry: simplerRetries,
  catch: simplerCatches,
  rules: simplerRules,
  otherwise: simplerBlocks,
  body: simplerBlocks,
  branches: simplerBranches,
  items: simplerItems,
  kind: simplerKinds,
  by: simplerBy,
};
const needed: ReadonlySet<string> = new Set([
  'step',
  'kind',
  'script',
  'by',
  'seconds',
  'rules',
  'branches',
  'items',
  'body',
  'times',
]);
/** Without Default another arm is needed, so leaving it out is no simplification. */
const kept: ReadonlySet<string> = new Set(['otherwise']);

function* simplerSteps(step: Step): Generator<Step> {
  const members = step as unknown as Members;
  for (const name of Object.keys(members)) {
    if (!needed.has(name) && !kept.has(name)) yield leaveOut(members, name) as unknown as Step;
  }
  for (const [name, simplify] of Object.entries(fields)) {
    if (!(name in members)) continue;
    for (const simpler of simplify(members[name] as never)) yield { ...members, [name]: simpler } as unknown as Step;
  }
}

function leaveOut(members: Members, name: string): Members {
  const { [name]: _, ...rest } = members;
  return rest;
}

function* simplerGenes(gene: number | null): Generator<number> {
  if (gene !== null) yield* simplerNumbers(gene);
}

function* simplerNumbers(value: number): Generator<number> {
  if (value > 0) yield 0;
  if (value > 1) yield 1;
  if (value > 3) yield Math.floor(value / 2);
}

function* simplerTimes(times: number): Generator<number> {
  if (times > 1) yield 1;
  if (times > 2) yield 2;
}

function* simplerKinds(kind: string): Generator<string> {
  if (kind !== 'activity') yield 'activity';
}

function* simplerBy(by: string): Generator<string> {
  if (by !== 'seconds') yield 'seconds';
}

function* simplerTexts(text: Text): Generator<Text> {
  if (typeof text !== 'string') yield 'Broken';
}

function* simplerItems(items: readonly Json[] | number): Generator<readonly Json[] | number> {
  if (typeof items === 'number') yield* simplerNumbers(items);
  else yield* simplerValues([...items]) as Generator<Json[]>;
}

function* simplerBranches(branches: readonly Block[]): Generator<readonly Block[]> {
  for (const [index, branch] of branches.entries()) {
    for (const simpler of simplerBlocks(branch)) yield branches.with(index, simpler);
  }
}

function* simplerScripts(script: readonly Outcome[]): Generator<readonly Outcome[]> {
  if (script.length > 1) for (const index of script.keys()) yield script.toSpliced(index, 1);
  for (const [index, outcome] of script.entries()) {
    for (const simpler of simplerOutcomes(outcome)) yield script.with(index, simpler);
  }
}

function* simplerOutcomes(outcome: Outcome): Generator<Outcome> {
  switch (outcome.outcome) {
    case 'ok':
      for (const output of simplerValues(outcome.output)) yield { ...outcome, output };
      return;
    case 'error':
      if (outcome.cause !== '') yield { ...outcome, cause: '' };
      return;
    case 'timeout':
      return;
    case 'gap':
      yield { outcome: 'timeout' };
      for (const beats of simplerNumbers(outcome.beats)) yield { ...outcome, beats };
      return;
    case 'late':
      yield outcome.then;
      if (outcome.seconds > 1) yield { ...outcome, seconds: 1 };
      return;
    case 'beats':
      yield outcome.then;
      if (outcome.beats > 1) yield { ...outcome, beats: 1 };
  }
}

function* simplerRetries(retries: readonly RetryRecipe[]): Generator<readonly RetryRecipe[]> {
  if (retries.length > 1) for (const index of retries.keys()) yield retries.toSpliced(index, 1);
  for (const [index, retry] of retries.entries()) {
    for (const name of ['interval', 'backoff', 'maxDelay', 'jitter']) {
      if (name in retry)
        yield retries.with(index, leaveOut(retry as unknown as Members, name) as unknown as RetryRecipe);
    }
    if (retry.attempts !== undefined && retry.attempts > 1) yield retries.with(index, { ...retry, attempts: 1 });
    // Only the last one may say so.
    if (retry.errors[0] !== 'States.ALL' && index === retries.length - 1)
      yield retries.with(index, { ...retry, errors: ['States.ALL'] });
  }
}

function* simplerCatches(catchers: readonly CatchRecipe[]): Generator<readonly CatchRecipe[]> {
  if (catchers.length > 1) for (const index of catchers.keys()) yield catchers.toSpliced(index, 1);
  for (const [index, catcher] of catchers.entries()) {
    for (const name of ['resultPath', 'assign']) {
      if (name in catcher)
        yield catchers.with(index, leaveOut(catcher as unknown as Members, name) as unknown as CatchRecipe);
    }
    if (catcher.resultPath !== undefined) {
      for (const resultPath of simplerGenes(catcher.resultPath)) yield catchers.with(index, { ...catcher, resultPath });
    }
    for (const then of simplerBlocks(catcher.then)) yield catchers.with(index, { ...catcher, then });
  }
}

function* simplerRules(rules: readonly RuleRecipe[]): Generator<readonly RuleRecipe[]> {
  for (const [index, rule] of rules.entries()) {
    if (rule.assign !== undefined) yield rules.with(index, { test: rule.test, then: rule.then });
    for (const test of simplerTests(rule.test)) yield rules.with(index, { ...rule, test });
    for (const then of simplerBlocks(rule.then)) yield rules.with(index, { ...rule, then });
  }
}

function* simplerTests(test: Test): Generator<Test> {
  switch (test.test) {
    case 'and':
    case 'or':
      yield* test.tests;
      if (test.tests.length > 1) {
        for (const index of test.tests.keys()) yield { ...test, tests: test.tests.toSpliced(index, 1) };
      }
      for (const [index, inner] of test.tests.entries()) {
        for (const simpler of simplerTests(inner)) yield { ...test, tests: test.tests.with(index, simpler) };
      }
      return;
    case 'not':
      yield test.of;
      for (const of of simplerTests(test.of)) yield { ...test, of };
      return;
    case 'compare': {
      const { byPath, ...literal } = test;
      if (byPath) yield literal;
      for (const of of simplerNumbers(test.of)) yield { ...test, of };
      for (const operator of simplerNumbers(test.operator)) yield { ...test, operator };
    }
  }
}

function* simplerTemplates(template: Template): Generator<Template> {
  for (const index of template.keys()) yield template.toSpliced(index, 1);
  for (const [index, member] of template.entries()) {
    for (const from of simplerSources(member.from)) yield template.with(index, { ...member, from });
  }
}

function* simplerSources(source: Source): Generator<Source> {
  switch (source.from) {
    case 'literal':
      for (const value of simplerValues(source.value)) yield { ...source, value };
      return;
    case 'path':
    case 'context':
    case 'variable':
      if (source.from !== 'path' || source.pick > 0) yield { from: 'literal', value: 0 };
      for (const pick of simplerNumbers(source.pick)) yield { ...source, pick };
      return;
    case 'call':
      yield { from: 'literal', value: 0 };
      yield { from: 'path', pick: 0 };
      for (const index of source.arguments.keys()) yield { ...source, arguments: source.arguments.toSpliced(index, 1) };
      for (const [index, inner] of source.arguments.entries()) {
        if (inner.from !== 'call') continue;
        for (const simpler of simplerSources(inner))
          yield { ...source, arguments: source.arguments.with(index, simpler) };
      }
      return;
    case 'object':
      for (const members of simplerTemplates(source.members)) yield { ...source, members };
      return;
    case 'list':
      for (const index of source.items.keys()) yield { ...source, items: source.items.toSpliced(index, 1) };
      return;
    case 'item-index':
    case 'nowhere':
  }
}
