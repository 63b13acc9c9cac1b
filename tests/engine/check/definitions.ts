import type { Json, JsonObject } from '../../../engine/asl/doc.js';

/** A machine that starts at the first of its states. */
export function machine(states: Record<string, JsonObject>, fields: JsonObject = {}): JsonObject {
  return { ...fields, StartAt: Object.keys(states)[0] as string, States: states };
}

export const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:price';
export const activityArn = 'arn:aws:states:eu-west-1:123456789012:activity:approve';

export const pass: JsonObject = { Type: 'Pass', End: true };
export const task: JsonObject = { Type: 'Task', Resource: functionArn, End: true };
export const done: JsonObject = { Type: 'Succeed' };

export const integration = (action: string, parameters: Json, field = 'Parameters'): JsonObject => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${action}`,
  [field]: parameters,
  End: true,
});

export const map = (fields: JsonObject = {}, config?: JsonObject): JsonObject => ({
  Type: 'Map',
  ItemProcessor: { ...(config ? { ProcessorConfig: config } : {}), ...machine({ Each: pass }) },
  End: true,
  ...fields,
});
export const distributed: JsonObject = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };

export const parallel = (...branches: JsonObject[]): JsonObject => ({
  Type: 'Parallel',
  Branches: branches,
  End: true,
});

export const choice = (...rules: JsonObject[]): JsonObject =>
  machine({ Pick: { Type: 'Choice', Choices: rules, Default: 'Done' }, Done: done });

/** The state, going on to another instead of ending. */
export const leadingTo = ({ End: _, ...state }: JsonObject, next: string): JsonObject => ({ ...state, Next: next });
