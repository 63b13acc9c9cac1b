import type { JsonObject } from '../json.js';
import type { QueryLanguage } from '../recipe.js';
import { join, type Shape } from './shape.js';

export interface Variable {
  readonly name: string;
  readonly shape: Shape;
}

/** What is known between two states. */
export interface Env {
  /** What `$` will be. */
  readonly shape: Shape;
  readonly variables: readonly Variable[];
}

function joinEnvs(one: Env, other: Env): Env {
  if (one === other) return one;
  const variables = one.variables.flatMap((variable) => {
    const twin = other.variables.find(({ name }) => name === variable.name);
    return twin === undefined ? [] : [{ name: variable.name, shape: join(variable.shape, twin.shape) }];
  });
  return { shape: join(one.shape, other.shape), variables };
}

/** A way out of a state that leads nowhere yet. */
export interface Exit {
  readonly env: Env;
  /** Leads it on to a state. */
  to(name: string): void;
  /** Ends the machine here, where that can be said without another state. */
  readonly end?: () => void;
}

export function envOf(exits: readonly Exit[]): Env {
  return exits.slice(1).reduce((env, exit) => joinEnvs(env, exit.env), exits[0]!.env);
}

/** The way out of a state that has Next or End. */
export function nextOf(state: JsonObject, env: Env): Exit {
  return {
    env,
    to: (name) => {
      state.Next = name;
    },
    end: () => {
      state.End = true;
    },
  };
}

/** What surrounds a state. */
export interface Scope {
  /** The machine's query language. */
  readonly language: QueryLanguage;
  /** How many Map states surround it. */
  readonly maps: number;
  /** An item of the innermost Map. */
  readonly item?: Shape;
  /** What the machine's Succeed states end with, as they are made. */
  readonly ends: Shape[];
}
