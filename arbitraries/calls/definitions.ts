import type { JsonObject } from '../json.js';
import type { Ref, Value } from './plan.js';

/** The machines of call sequences: what an execution of each does is known without running it. */
export type DefinitionKind = 'echo' | 'fail' | 'hold' | 'work' | 'limited';
export const definitionKinds: readonly DefinitionKind[] = ['echo', 'hold', 'work', 'fail', 'limited'];

/** How long a `hold` waits, how long a `limited` task may take, and how often it must be heard of: in seconds. */
export const HOLD_SECONDS = 5;
export const LIMIT_SECONDS = 9;
export const HEARTBEAT_SECONDS = 4;

/** A definition's text. `activity` is what the tasks are given to; two variants of one kind differ as texts only. */
export function definitionOf(kind: DefinitionKind, variant: number, activity: string): string {
  return JSON.stringify({ Comment: `variant ${variant}`, ...machineOf(kind, activity) });
}

function machineOf(kind: DefinitionKind, activity: string): JsonObject {
  switch (kind) {
    case 'echo':
      return { StartAt: 'Echo', States: { Echo: { Type: 'Pass', End: true } } };
    case 'fail':
      return { StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Planned', Cause: 'as planned' } } };
    case 'hold':
      return { StartAt: 'Hold', States: { Hold: { Type: 'Wait', Seconds: HOLD_SECONDS, End: true } } };
    case 'work':
      return { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: activity, End: true } } };
    case 'limited':
      return {
        StartAt: 'Work',
        States: {
          Work: {
            Type: 'Task',
            Resource: activity,
            TimeoutSeconds: LIMIT_SECONDS,
            HeartbeatSeconds: HEARTBEAT_SECONDS,
            End: true,
          },
        },
      };
  }
}

/** A definition in a request: its text names the activity, whose ARN only a run knows. */
export interface DefinitionValue {
  readonly [member: string]: Value;
  readonly definition: DefinitionKind;
  readonly variant: number;
  readonly activity: Ref;
}

export const usesActivity = (kind: DefinitionKind): boolean => kind === 'work' || kind === 'limited';
