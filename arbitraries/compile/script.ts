import type { Outcome, TaskKind, TaskStep } from '../recipe.js';

/** A task's limits and what it does, made to fit each other: no attempt waits for ever. */
export interface TaskPlan {
  readonly script: readonly [Outcome, ...Outcome[]];
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

const beating: ReadonlySet<TaskKind> = new Set(['activity', 'callback']);

/** Only workers with a token send heartbeats. */
function carried(outcome: Outcome, beats: boolean): Outcome {
  if (beats) return outcome;
  switch (outcome.outcome) {
    case 'gap':
      return { outcome: 'timeout' };
    case 'beats':
      return { outcome: 'late', seconds: outcome.beats, then: outcome.then };
    default:
      return outcome;
  }
}

/** Whether an attempt is never answered: then only a limit ends it. */
export function isSilent(script: readonly Outcome[]): boolean {
  return script.some(({ outcome }) => outcome === 'timeout' || outcome === 'gap');
}

/** @param most the most different outcomes that the place allows */
export function planTask(step: TaskStep, most: number): TaskPlan {
  const beats = beating.has(step.kind);
  const [first = { outcome: 'ok', output: null } as const, ...rest] = step.script
    .slice(0, most)
    .map((outcome) => carried(outcome, beats));
  const script = [first, ...rest] as const;
  const heartbeat = beats ? step.heartbeat : undefined;
  const timeout = step.timeout ?? (isSilent(script) && heartbeat === undefined ? 3 : undefined);
  return {
    script: [...script],
    heartbeat,
    timeout: timeout === undefined || heartbeat === undefined ? timeout : Math.max(timeout, heartbeat + 1),
  };
}
