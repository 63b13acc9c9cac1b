import type { Draft } from '../json.js';
import type { CatchRecipe, Flow, Gene, RetryRecipe, Source, Template, TemplateMember } from '../recipe.js';
import type { Drawing } from './drawing.js';
import { memberNames, value } from './values.js';

/** Which fields of the data flow a kind of state has. */
export interface FlowFields {
  readonly parameters?: true;
  readonly resultSelector?: true;
  readonly resultPath?: true;
  readonly assign?: true;
}

/** Puts the data flow into a step. */
export function drawFlow(drawing: Drawing, fields: FlowFields, step: Draft<Flow>): void {
  const { draws, profile } = drawing;
  if (draws.chance(45)) return;
  const modern = profile.edition === 'current';
  if (draws.chance(20)) step.inputPath = drawPath(drawing);
  if (fields.parameters && modern && draws.chance(30)) step.parameters = drawTemplate(drawing);
  if (fields.resultSelector && modern && draws.chance(20)) step.resultSelector = drawTemplate(drawing);
  if (fields.resultPath && draws.chance(45)) step.resultPath = draws.gene();
  if (draws.chance(20)) step.outputPath = drawPath(drawing);
  if (fields.assign && profile.variables && draws.chance(25)) step.assign = drawTemplate(drawing);
}

/** A path into the input; sometimes one of the genes that stand for a variable or the context object. */
export function drawPath({ draws }: Drawing): Gene | null {
  if (draws.chance(12)) return null;
  return draws.chance(15) ? draws.between(52, 63) : draws.gene();
}

const moreNames: readonly string[] = [...memberNames, 'x', 'y', 'out'];

export function drawTemplate(drawing: Drawing, depth = 0): Template {
  const { draws } = drawing;
  const size = draws.below(14);
  const count = size < 1 ? 0 : size < 7 ? 1 : size < 12 ? 2 : 3;
  const first = draws.below(moreNames.length);
  const template: TemplateMember[] = [];
  for (let index = 0; index < count; index++) {
    template.push({ name: moreNames[(first + index * 5) % moreNames.length]!, from: drawSource(drawing, depth) });
  }
  return template;
}

export function drawSource(drawing: Drawing, depth = 0): Source {
  const { draws, profile } = drawing;
  const kind = draws.below(100);
  if (kind < 20) return { from: 'literal', value: value(draws) };
  if (kind < 50) return { from: 'path', pick: draws.gene() };
  if (kind < 60) return profile.functions ? { from: 'context', pick: draws.gene() } : { from: 'path', pick: 0 };
  if (kind < 68) return profile.variables ? { from: 'variable', pick: draws.gene() } : { from: 'path', pick: 1 };
  if (kind < 88) return profile.functions ? drawCall(drawing, depth) : { from: 'path', pick: draws.gene() };
  if (kind < 92 && depth < 2) return { from: 'object', members: drawTemplate(drawing, depth + 1) };
  if (kind < 95 && depth < 2) {
    const items: Source[] = [];
    for (let left = draws.below(3); left > 0; left--) items.push(drawSource(drawing, depth + 1));
    return { from: 'list', items };
  }
  if (kind === 95 && drawing.mayFail && !profile.twins) return { from: 'nowhere' };
  return { from: 'path', pick: 0 };
}

function drawCall(drawing: Drawing, depth: number): Source {
  const { draws } = drawing;
  const sources: Source[] = [];
  const gene = draws.gene();
  for (let left = draws.below(4); left > 0; left--) {
    const nested = depth < 2 && draws.chance(12);
    sources.push(nested ? drawCall(drawing, depth + 1) : { from: 'path', pick: draws.gene() });
  }
  return { from: 'call', function: gene, arguments: sources };
}

export const errorNames: readonly string[] = ['Broken', 'Custom.Late', 'Jam'];
const matched: readonly (readonly string[])[] = [
  ['States.ALL'],
  ['States.ALL'],
  ['States.TaskFailed'],
  ['States.Timeout'],
  ['States.HeartbeatTimeout'],
  ['Broken'],
  ['Jam', 'Broken'],
  ['Custom.Late'],
  ['States.BranchFailed', 'States.NoChoiceMatched'],
];

/** Error lists in which States.ALL, when it is there, comes last. */
function drawErrorLists({ draws }: Drawing): (readonly string[])[] {
  const last = draws.of(matched);
  if (!draws.chance(25)) return [last];
  const first = draws.of(matched);
  return first[0] === 'States.ALL' ? [last] : [first, last];
}

export function drawRetry(drawing: Drawing): readonly RetryRecipe[] {
  const { draws, profile } = drawing;
  const modern = profile.edition === 'current';
  const hurried = profile.longest < 5;
  return drawErrorLists(drawing).map((errors) => {
    // Retries inside of retries: the defaults would multiply to hundreds of attempts.
    const retry: Draft<RetryRecipe> = { errors, attempts: draws.below(drawing.place.depth > 1 ? 2 : 4) };
    if (hurried || draws.chance(60)) {
      retry.interval = draws.chance(15) ? 0 : Math.min(draws.between(1, 3), profile.longest);
    }
    if (hurried || draws.chance(50)) retry.backoff = hurried ? 1 : draws.of([1, 1.5, 2, 3]);
    if (modern && draws.chance(30)) retry.maxDelay = Math.min(draws.between(1, 3), profile.longest);
    if (modern && draws.chance(20)) retry.jitter = profile.chance && draws.chance(50) ? 'FULL' : 'NONE';
    return retry;
  });
}

/** @param then draws what is done with the error */
export function drawCatch(drawing: Drawing, then: () => CatchRecipe['then']): readonly CatchRecipe[] {
  const { draws, profile } = drawing;
  return drawErrorLists(drawing).map((errors) => {
    const caught: Draft<CatchRecipe> = { errors, then: then() };
    if (draws.chance(40)) caught.resultPath = draws.gene();
    if (profile.variables && draws.chance(20)) caught.assign = drawTemplate(drawing);
    return caught;
  });
}
