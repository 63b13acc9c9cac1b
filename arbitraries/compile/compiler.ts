import type { JsonObject } from '../json.js';
import { activityArn, functionArn, type GeneratedMachine } from '../machine.js';
import type { Block, Recipe, Step, TaskKind, TaskScript } from '../recipe.js';
import { type Env, type Exit, envOf, type Scope } from './env.js';
import { join, type Shape } from './shape.js';
import {
  type Made,
  makeChoice,
  makeFail,
  makeMap,
  makeParallel,
  makePass,
  makeRepeat,
  makeSucceed,
  makeTask,
  makeWait,
  type Site,
} from './states.js';
import { View, type Whole } from './view.js';

/** What compiling one recipe keeps track of. */
export class Compiler {
  readonly tasks: Record<string, TaskScript> = {};
  private states = 0;
  private variables = 0;
  private jobs = 0;

  private readonly whole: Whole;

  constructor({ edition, input, without = [] }: Recipe) {
    this.whole = { edition, input, without };
  }

  /** A new state name. */
  name(type: string): string {
    return `${type} ${++this.states}`;
  }

  /** The name that the next state will get, when it is of this type. */
  coming(type: string): string {
    return `${type} ${this.states + 1}`;
  }

  /** A new variable name. */
  readonly variable = (name: string): string => `${name.replaceAll(/\W/g, '')}${++this.variables}`;

  /** A new task. @returns its ARN */
  task(kind: TaskKind, script: TaskScript): string {
    const arn = (kind === 'activity' ? activityArn : functionArn)(`work-${++this.jobs}`);
    this.tasks[arn] = script;
    return arn;
  }

  view({ language, env, scope }: Site, retried = false): View {
    const root = language === 'JSONPath' ? '$' : '$states.input';
    return new View(this.whole, language, scope, env.variables, root, env.shape, retried);
  }

  /** Makes a block's states. @returns the ways out of it, which are those in when it is empty */
  block(block: Block, before: readonly Exit[], states: JsonObject, scope: Scope): readonly Exit[] {
    let exits = before;
    for (const step of block) {
      if (exits.length === 0) break;
      const language = 'jsonata' in step && step.jsonata ? 'JSONata' : scope.language;
      const made = this.step(step, { compiler: this, scope, states, env: envOf(exits), language });
      for (const exit of exits) exit.to(made.entry);
      exits = made.exits;
    }
    return exits;
  }

  private step(step: Step, site: Site): Made {
    switch (step.step) {
      case 'pass':
        return makePass(step, site);
      case 'task':
        return makeTask(step, site);
      case 'wait':
        return makeWait(step, site);
      case 'choice':
        return makeChoice(step, site);
      case 'parallel':
        return makeParallel(step, site);
      case 'map':
        return makeMap(step, site);
      case 'repeat':
        return makeRepeat(step, site);
      case 'succeed':
        return makeSucceed(step, site);
      case 'fail':
        return makeFail(step, site);
    }
  }

  /** A machine, branch or item processor. `output`: what it ends with, when it is known. */
  machine(block: Block, env: Env, scope: Scope): { definition: JsonObject; output: Shape } {
    const states: JsonObject = {};
    let startAt = '';
    const start: Exit = {
      env,
      to: (name) => {
        startAt = name;
      },
    };
    const inside: Scope = { ...scope, ends: [] };
    const exits = this.block(block.length === 0 ? [{ step: 'pass' }] : block, [start], states, inside);
    this.end(exits, states);
    const ends = [...inside.ends, ...exits.map((exit) => exit.env.shape)];
    const output = ends.reduce<Shape>((one, other) => join(one, other), ends[0]);
    return { definition: { StartAt: startAt, States: states }, output };
  }

  /** Ends what leads nowhere yet: by End, or at a Succeed state. */
  private end(exits: readonly Exit[], states: JsonObject): void {
    let done: string | undefined;
    for (const exit of exits) {
      if (exit.end !== undefined) exit.end();
      else {
        if (done === undefined) {
          done = this.name('Succeed');
          states[done] = { Type: 'Succeed' };
        }
        exit.to(done);
      }
    }
  }
}

/** The machine of a recipe. Any recipe has one: it ends, its names differ, its paths lead somewhere. */
export function compile(recipe: Recipe): GeneratedMachine {
  const compiler = new Compiler(recipe);
  const { definition } = compiler.machine(
    recipe.block,
    { shape: recipe.input, variables: [] },
    { language: recipe.language, maps: 0, ends: [] },
  );
  return {
    recipe,
    edition: recipe.edition,
    definition: {
      ...(recipe.labelled && { Comment: 'Generated' }),
      ...(recipe.labelled && recipe.language === 'JSONPath' && { Version: '1.0' }),
      ...(recipe.language === 'JSONata' && { QueryLanguage: 'JSONata' }),
      ...(recipe.timeout !== undefined && { TimeoutSeconds: recipe.timeout }),
      ...definition,
    },
    input: recipe.input,
    tasks: compiler.tasks,
  };
}
