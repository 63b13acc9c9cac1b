import type { Json, JsonObject } from './json.js';
import type { Edition, Recipe, TaskScript } from './recipe.js';

/** A machine with all that a run of it needs. Plain data. */
export interface Machine {
  readonly edition: Edition;
  readonly definition: JsonObject;
  readonly input: Json;
  /** What each task does, by the ARN that the definition names it by. */
  readonly tasks: Readonly<Record<string, TaskScript>>;
}

export interface GeneratedMachine extends Machine {
  readonly recipe: Recipe;
}

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

export const activityArn = (name: string): string => `arn:aws:states:${REGION}:${ACCOUNT}:activity:${name}`;
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
