import type { Block, CatchRecipe, Step } from '../recipe.js';

/** Blocks with steps cut out, at any depth. */
export function* cutBlocks(block: Block): Generator<Block> {
  for (let size = block.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from + size <= block.length; from += size) yield block.toSpliced(from, size);
  }
  for (const [index, step] of block.entries()) {
    for (const steps of inlined(step)) yield block.toSpliced(index, 1, ...steps);
  }
  for (const [index, step] of block.entries()) {
    for (const smaller of cutStep(step)) yield block.with(index, smaller);
  }
}

/** What may stand in the place of a step that holds others: what it holds. */
function* inlined(step: Step): Generator<Block> {
  switch (step.step) {
    case 'choice':
      for (const { then } of step.rules) yield then;
      if (step.otherwise !== undefined) yield step.otherwise;
      return;
    case 'parallel':
      yield* step.branches;
      return;
    case 'map':
    case 'repeat':
      yield step.body;
      return;
    case 'task':
      for (const { then } of step.catch ?? []) if (then.length > 0) yield then;
      return;
    default:
  }
}

function* cutStep(step: Step): Generator<Step> {
  switch (step.step) {
    case 'choice':
      if (step.rules.length > 1) {
        for (const index of step.rules.keys()) yield { ...step, rules: step.rules.toSpliced(index, 1) };
      }
      for (const [index, rule] of step.rules.entries()) {
        for (const then of cutBlocks(rule.then)) yield { ...step, rules: step.rules.with(index, { ...rule, then }) };
      }
      if (step.otherwise !== undefined) {
        for (const otherwise of cutBlocks(step.otherwise)) yield { ...step, otherwise };
      }
      return;
    case 'parallel':
      if (step.branches.length > 1) {
        for (const index of step.branches.keys()) yield { ...step, branches: step.branches.toSpliced(index, 1) };
      }
      for (const [index, branch] of step.branches.entries()) {
        for (const smaller of cutBlocks(branch)) yield { ...step, branches: step.branches.with(index, smaller) };
      }
      yield* cutCatchers(step);
      return;
    case 'map':
      for (const body of cutBlocks(step.body)) yield { ...step, body };
      yield* cutCatchers(step);
      return;
    case 'repeat':
      for (const body of cutBlocks(step.body)) yield { ...step, body };
      return;
    case 'task':
      yield* cutCatchers(step);
      return;
    default:
  }
}

function* cutCatchers<Owner extends { readonly catch?: readonly CatchRecipe[] }>(step: Owner): Generator<Owner> {
  for (const [index, catcher] of step.catch?.entries() ?? []) {
    for (const then of cutBlocks(catcher.then)) yield { ...step, catch: step.catch!.with(index, { ...catcher, then }) };
  }
}
