import { isSilent } from '../compile/script.js';
import type { Draft } from '../json.js';
import type { Answer, Outcome, TaskStep } from '../recipe.js';
import type { Drawing } from './drawing.js';
import { errorNames } from './flow.js';
import { value } from './values.js';

const causes: readonly string[] = ['', 'why', 'tray 2'];

function drawAnswer({ draws }: Drawing, ok: boolean): Answer {
  return ok
    ? { outcome: 'ok', output: value(draws) }
    : { outcome: 'error', error: draws.of(errorNames), cause: draws.of(causes) };
}

function drawOutcome(drawing: Drawing, ok: boolean): Outcome {
  const { draws, profile } = drawing;
  const kind = draws.below(100);
  if (kind < 72) return drawAnswer(drawing, ok);
  if (kind < 82) {
    const seconds = Math.min(draws.between(1, 4), profile.longest);
    return { outcome: 'late', seconds, then: drawAnswer(drawing, ok) };
  }
  if (kind < 90) return { outcome: 'beats', beats: draws.between(1, 3), then: drawAnswer(drawing, ok) };
  if (ok) return drawAnswer(drawing, true);
  return kind < 95 ? { outcome: 'timeout' } : { outcome: 'gap', beats: draws.below(3) };
}

/** The outcomes of a task's attempts: some errors, then success; or success at once; or errors only. */
export function drawScript(drawing: Drawing): readonly Outcome[] {
  const { draws } = drawing;
  if (!drawing.mayFail || draws.chance(50)) return [drawOutcome(drawing, true)];
  const script: Outcome[] = [];
  for (let left = draws.between(1, 3); left > 0; left--) script.push(drawOutcome(drawing, false));
  if (draws.chance(65)) script.push(drawOutcome(drawing, true));
  return script;
}

/** Between two heartbeats. */
const BEAT_SECONDS = 1;

/** The longest that an attempt takes that is answered, seconds. */
function answeredIn(script: readonly Outcome[]): number {
  return Math.max(
    0,
    ...script.map((outcome) => {
      switch (outcome.outcome) {
        case 'late':
          return outcome.seconds;
        case 'beats':
          return outcome.beats * BEAT_SECONDS;
        default:
          return 0;
      }
    }),
  );
}

export function drawLimits(drawing: Drawing, step: Draft<TaskStep>): void {
  const { draws, profile } = drawing;
  if (drawing.mayFail && !draws.chance(60)) {
    const heartbeat = draws.chance(50);
    if (heartbeat) step.heartbeat = 2;
    if (draws.chance(75)) step.timeout = Math.min(draws.between(heartbeat ? 3 : 2, 6), profile.longest + 1);
    if (profile.edition === 'current' && draws.chance(20)) step.limitsByPath = true;
  }
  if (profile.margin > 0) putOff(step, profile.margin);
}

/** Puts the limits of a task off until so many seconds after whatever keeps them. */
function putOff(step: Draft<TaskStep>, margin: number): void {
  const script = step.script ?? [];
  if (step.heartbeat !== undefined) step.heartbeat = Math.max(step.heartbeat, BEAT_SECONDS + margin);
  if (step.timeout === undefined && (step.heartbeat !== undefined || !isSilent(script))) return;
  step.timeout = Math.max(step.timeout ?? 0, answeredIn(script) + margin);
}
