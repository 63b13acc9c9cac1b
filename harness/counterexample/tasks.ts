import type { JsonMembers, JsonValue, RecordedMachine, ScriptStep } from './counterexample.js';

/** The name of a task: the last part of its ARN. */
export const taskName = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

export const isActivity = (arn: string): boolean => /:activity:[^:]+$/.test(arn);

/** The definition with the ARN of each task replaced. */
export function withTasks(machine: RecordedMachine, replace: (arn: string) => string): JsonMembers {
  let text = JSON.stringify(machine.definition);
  for (const arn of Object.keys(machine.tasks))
    text = text.replaceAll(JSON.stringify(arn), JSON.stringify(replace(arn)));
  return JSON.parse(text) as JsonMembers;
}

/** One attempt of a script, or what `late` and `beats` come to in the end. */
export interface Attempt {
  /** Seconds until the answer; how many of them pass with a heartbeat each. */
  readonly seconds: number;
  readonly beats: number;
  /** Absent: no answer ever comes. */
  readonly answer?: { readonly output: JsonValue } | { readonly error: string; readonly cause: string };
}

/** What a step of a script means, in one form. */
export function attemptOf(step: ScriptStep): Attempt {
  switch (step.outcome) {
    case 'ok':
      return { seconds: 0, beats: 0, answer: { output: step.output as JsonValue } };
    case 'error':
      return { seconds: 0, beats: 0, answer: { error: String(step.error), cause: String(step.cause) } };
    case 'timeout':
      return { seconds: 0, beats: 0 };
    case 'gap':
      return { seconds: Number(step.beats), beats: Number(step.beats) };
    case 'late':
      return { ...attemptOf(step.then as ScriptStep), seconds: Number(step.seconds) };
    case 'beats':
      return { ...attemptOf(step.then as ScriptStep), seconds: Number(step.beats), beats: Number(step.beats) };
  }
}
