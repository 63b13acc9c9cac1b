import { Draws } from '../draws.js';
import type { Draft } from '../json.js';
import type { Profile } from '../options.js';
import type {
  Block,
  ChoiceStep,
  FailStep,
  Handlers,
  Lack,
  MapStep,
  ParallelStep,
  PassStep,
  Recipe,
  RuleRecipe,
  Step,
  StepKind,
  SucceedStep,
  TaskStep,
  Text,
  WaitStep,
} from '../recipe.js';
import { drawTest } from './choice.js';
import { Drawing } from './drawing.js';
import { drawCatch, drawFlow, drawPath, drawRetry, drawSource, drawTemplate, errorNames } from './flow.js';
import { drawLimits, drawScript } from './task.js';
import { input, list } from './values.js';

const weights: Readonly<Record<StepKind, number>> = {
  pass: 22,
  task: 22,
  wait: 10,
  choice: 15,
  parallel: 10,
  map: 10,
  repeat: 2,
  succeed: 3,
  fail: 3,
};
const nesting: ReadonlySet<StepKind> = new Set(['choice', 'parallel', 'map', 'repeat']);
const DEEPEST = 3;

/** Draws a recipe. The same two numbers and options give the same one. */
export function drawRecipe(one: number, two: number, profile: Profile): Recipe {
  const draws = new Draws(one, two);
  const { languages, edition } = profile;
  const language = languages.length === 1 || draws.chance(72) ? languages[0]! : languages[1]!;
  const drawing = new Drawing(draws, profile, { depth: 0, safe: false, language });
  const recipe: Draft<Recipe> = { edition, language, input: input(draws), block: drawBlock(drawing, 1) };
  if (profile.failures && draws.chance(6)) recipe.timeout = draws.of([60, 4, 9]);
  if (draws.chance(10)) recipe.labelled = true;
  const without = lacksOf(profile);
  if (without.length > 0) recipe.without = without;
  return recipe;
}

function lacksOf(profile: Profile): readonly Lack[] {
  const lacks: Lack[] = [];
  if (!profile.functions) lacks.push('functions');
  if (!profile.chance) lacks.push('chance');
  if (profile.twins) lacks.push('differences');
  return lacks;
}

export function drawBlock(drawing: Drawing, least: number): Block {
  const { draws, place } = drawing;
  const length = Math.max(least, Math.min(draws.between(0, place.depth === 0 ? 5 : 2), drawing.fuel));
  const block: Step[] = [];
  for (let left = length; left > 0; left--) block.push(drawStep(drawing));
  return block;
}

function drawKind(drawing: Drawing): StepKind {
  const { draws, profile, place } = drawing;
  const leaf = place.depth >= DEEPEST || drawing.fuel <= 1;
  for (;;) {
    const kind = draws.weighted(weightsOf(profile.steps));
    if (leaf && nesting.has(kind)) return profile.steps.includes('pass') ? 'pass' : 'succeed';
    if (kind !== 'fail' || drawing.mayFail) return kind;
    if (profile.steps.length === 1) return 'pass';
  }
}

const weighted = new Map<readonly StepKind[], readonly (readonly [number, StepKind])[]>();

function weightsOf(kinds: readonly StepKind[]): readonly (readonly [number, StepKind])[] {
  let known = weighted.get(kinds);
  if (known === undefined) {
    known = kinds.length === 0 ? [[1, 'pass']] : kinds.map((kind) => [weights[kind], kind] as const);
    weighted.set(kinds, known);
  }
  return known;
}

function drawStep(drawing: Drawing): Step {
  const { draws, profile, place } = drawing;
  const kind = drawKind(drawing);
  drawing.spend();
  const foreign = place.language === 'JSONPath' && profile.languages.length > 1 && !profile.twins && draws.chance(6);
  const step = drawOne(kind, drawing);
  if (foreign && step.step !== 'repeat') (step as { jsonata?: true }).jsonata = true;
  return step;
}

function drawOne(kind: StepKind, drawing: Drawing): Step {
  switch (kind) {
    case 'pass':
      return drawPass(drawing);
    case 'wait':
      return drawWait(drawing);
    case 'succeed': {
      const step: Draft<SucceedStep> = { step: 'succeed' };
      drawFlow(drawing, {}, step);
      if (drawing.draws.chance(35)) step.inputPath = drawPath(drawing);
      return step;
    }
    case 'fail':
      return drawFail(drawing);
    case 'task':
      return drawTask(drawing);
    case 'choice':
      return drawChoice(drawing);
    case 'parallel':
      return drawParallel(drawing);
    case 'map':
      return drawMap(drawing);
    case 'repeat':
      return { step: 'repeat', times: drawing.draws.between(1, 3), body: drawBlock(drawing.deeper(), 1) };
  }
}

const passFields = { parameters: true, resultPath: true, assign: true } as const;
const waitFields = { assign: true } as const;
const workFields = { parameters: true, resultSelector: true, resultPath: true, assign: true } as const;
const mapFields = { resultSelector: true, resultPath: true, assign: true } as const;

function drawPass(drawing: Drawing): Step {
  const { draws } = drawing;
  const step: Draft<PassStep> = { step: 'pass' };
  if (draws.chance(25)) step.result = draws.chance(50) ? list(draws) : input(draws);
  drawFlow(drawing, passFields, step);
  return step;
}

const waits: readonly WaitStep['by'][] = [
  'seconds',
  'seconds',
  'seconds',
  'secondsPath',
  'secondsPath',
  'timestamp',
  'timestampPath',
];

function drawWait(drawing: Drawing): Step {
  const { draws, profile } = drawing;
  const seconds = Math.min(draws.below(4), profile.longest);
  const step: Draft<WaitStep> = { step: 'wait', by: draws.of(waits), seconds };
  drawFlow(drawing, waitFields, step);
  return step;
}

function drawFail(drawing: Drawing): Step {
  const { draws } = drawing;
  const step: Draft<FailStep> = { step: 'fail' };
  if (draws.chance(80)) step.error = drawText(drawing, errorNames);
  if (draws.chance(60)) step.cause = drawText(drawing, ['why', 'so it is']);
  return step;
}

function drawText(drawing: Drawing, texts: readonly string[]): Text {
  const { draws, profile } = drawing;
  if (profile.edition === '2017-03-30' || draws.chance(65)) return draws.of(texts);
  return profile.variables && draws.chance(20) ? { from: 'variable', pick: draws.gene() } : drawSource(drawing, 2);
}

function drawTask(drawing: Drawing): Step {
  const { draws, profile } = drawing;
  const step: Draft<TaskStep> = { step: 'task', kind: draws.of(profile.tasks), script: drawScript(drawing) };
  drawLimits(drawing, step);
  drawFlow(drawing, workFields, step);
  drawHandlers(drawing, step);
  return step;
}

function drawHandlers(drawing: Drawing, step: Draft<Handlers>): void {
  const { draws } = drawing;
  if (draws.chance(40)) return;
  if (draws.chance(55)) step.retry = drawRetry(drawing);
  if (draws.chance(55)) step.catch = drawCatch(drawing, () => drawBlock(drawing.deeper(), 0));
}

function drawChoice(drawing: Drawing): Step {
  const { draws, profile } = drawing;
  const inside = drawing.deeper();
  const rules: RuleRecipe[] = [];
  const size = draws.below(10);
  for (let left = size < 6 ? 1 : size < 9 ? 2 : 3; left > 0; left--) {
    const rule: Draft<RuleRecipe> = { test: drawTest(drawing), then: drawBlock(inside, 0) };
    if (profile.variables && draws.chance(12)) rule.assign = drawTemplate(drawing);
    rules.push(rule);
  }
  const step: Draft<ChoiceStep> = { step: 'choice', rules };
  // Without Default a Choice may match nothing, and fail.
  if (!drawing.mayFail || draws.chance(85)) step.otherwise = drawBlock(inside, 0);
  drawFlow(drawing, {}, step);
  return step;
}

function drawParallel(drawing: Drawing): Step {
  const { draws, profile } = drawing;
  const size = draws.below(10);
  const count = size < 3 ? 1 : size < 8 ? 2 : 3;
  const inside = drawing.deeper(!profile.races && count > 1);
  const branches: Block[] = [];
  for (let left = count; left > 0; left--) branches.push(drawBlock(inside, 1));
  const step: Draft<ParallelStep> = { step: 'parallel', branches };
  drawFlow(drawing, workFields, step);
  drawHandlers(drawing, step);
  return step;
}

const modes: readonly (MapStep['mode'] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  undefined,
  'inline',
  'inline',
  'iterator',
];

function drawMap(drawing: Drawing): Step {
  const { draws, profile } = drawing;
  const single = draws.chance(25);
  const inside = drawing.deeper(!profile.races && !single);
  const items = single ? [draws.below(3)] : draws.chance(45) ? draws.gene() : list(draws);
  const step: Draft<MapStep> = { step: 'map', items, body: drawBlock(inside, 1) };
  if (draws.chance(40)) step.atOnce = draws.chance(20) ? 'path' : draws.below(3);
  if (draws.chance(35)) step.itemSelector = drawTemplate(drawing);
  const mode = profile.distributed && draws.chance(25) ? 'distributed' : draws.of(modes);
  if (mode !== undefined) step.mode = mode;
  if (mode === 'distributed') drawDistribution(drawing, step);
  drawFlow(drawing, mapFields, step);
  drawHandlers(drawing, step);
  return step;
}

const tolerances: readonly NonNullable<MapStep['tolerance']>[] = [
  'count',
  'percentage',
  'count-path',
  'percentage-path',
];

function drawDistribution({ draws, profile }: Drawing, step: Draft<MapStep>): void {
  if (profile.races && draws.chance(30)) step.tolerance = draws.of(tolerances);
  if (draws.chance(20)) step.batch = draws.between(1, 2);
  if (draws.chance(30)) step.label = true;
}
