import fc from 'fast-check';
import { drawCalls } from '../../arbitraries/calls/draw.js';
import { type CallRecipe, planCalls, smaller } from '../../arbitraries/calls/index.js';
import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import { type DurableRecipe, drawDurable, smallerDurable } from '../../arbitraries/durable/index.js';
import { type NearValid, nearValid, nearValidRules } from '../../arbitraries/near-valid/index.js';
import { expectedOf } from '../../arbitraries/near-valid/rules.js';
import { type MachineOptions, type Profile, profileOf } from '../../arbitraries/options.js';
import type { Edition, Recipe } from '../../arbitraries/recipe.js';
import { type Relation, relations } from '../../arbitraries/relations/index.js';
import { shrunkRecipes } from '../../arbitraries/shrink/index.js';
import { judgeCalls } from './judging/calls.js';
import { judgeDefinition } from './judging/definition.js';
import { differencesOf } from './judging/difference.js';
import { judgeDurable } from './judging/durable.js';
import type { Broken, Evidence } from './judging/evidence.js';
import { historyFailures } from './judging/history.js';
import { judgeOperationLaw, machinesFor, operationLaws } from './judging/operations.js';
import { judgeRelation } from './judging/relation.js';
import type { Judged, Property } from './search.js';
import type { World } from './world.js';

/** What can tell that something is wrong with generated tests alone. */
export const oracles = {
  invariants: 'laws of histories',
  differential: "the reference engine's histories",
  relations: 'relations between runs',
  operations: 'what one call says of another',
  calls: 'a model of the service',
  definitions: 'definitions that break a rule',
  durable: 'a model of durable executions',
} as const;
export type OracleName = keyof typeof oracles;

export interface Oracle extends Property<unknown, Evidence> {
  readonly name: OracleName;
}

/** Where tests are made for. */
export interface OracleWorlds {
  /** For machines alone. */
  readonly machines: World;
  /** For whatever calls operations. */
  readonly service: World;
  readonly edition: Edition;
  readonly seed: number;
}

const STRIDE = 7_919;
const CALLS = 14;
const DURABLE_STEPS = 30;
const DURABLE_TIMEOUT_SECONDS = 600;

function judged(failures: readonly Broken[]): Judged<Evidence> {
  return failures.length === 0 ? { kind: 'holds' } : { kind: 'broken', failures };
}

function oracle<Drawn>(name: OracleName, property: Property<Drawn, Evidence>): Oracle {
  return { name, ...(property as Property<unknown, Evidence>) };
}

/** Rules that the model of the operation has, too: what breaks them is refused before it is read. */
const byTheModel: ReadonlySet<string> = new Set(['definition-empty']);

/** A machine of the i-th property of its kind: drawn and made smaller as one, judged as the other. */
interface Numbered {
  readonly recipe: Recipe;
  readonly turn: number;
}

function* smallerNumbered({ recipe, turn }: Numbered): Generator<Numbered> {
  for (const smallerRecipe of shrunkRecipes(recipe)) yield { recipe: smallerRecipe, turn };
}

/** The oracles, each with tests of its own: the n-th one is the same whenever it is drawn. */
export function oraclesFor({ machines, service, edition, seed }: OracleWorlds): readonly Oracle[] {
  const profiles = new Map<string, Profile>();
  const profile = (key: string, options: MachineOptions): Profile => {
    const known = profiles.get(key) ?? profileOf(options);
    profiles.set(key, known);
    return known;
  };
  const alone = profile('machines', machines.machines);
  const racing = profile('races', { ...machines.machines, races: true });
  const ofRelation = ({ id }: Relation): Profile =>
    profile(id, { ...machines.machines, ...(id === 'laws:query-languages' && { twins: true }) });
  const laws = operationLaws.filter(({ modern }) => edition === 'current' || !modern);
  const ofEdition = relations.filter(({ modern }) => edition === 'current' || !modern);
  const turnOf = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;
  const rules = nearValidRules({ edition, heavy: false }).filter(
    (rule) => expectedOf(rule).severity === 'ERROR' && !byTheModel.has(rule),
  );
  return [
    oracle<Recipe>('invariants', {
      draw: (index) => drawRecipe(seed, index * STRIDE + 1, racing),
      smaller: shrunkRecipes,
      judge: async (recipe) => judged(historyFailures(machines, await machines.run(compile(recipe)))),
    }),
    oracle<Recipe>('differential', {
      draw: (index) => drawRecipe(seed, index * STRIDE + 2, alone),
      smaller: shrunkRecipes,
      judge: async (recipe) => judged(differencesOf(machines, await machines.run(compile(recipe)))),
    }),
    oracle<Numbered>('relations', {
      draw: (index) => ({
        recipe: drawRecipe(seed, index * STRIDE + 3, ofRelation(turnOf(ofEdition, index))),
        turn: index,
      }),
      smaller: smallerNumbered,
      judge: async ({ recipe, turn }) =>
        await judgeRelation(machines, turnOf(ofEdition, turn), compile(recipe), [seed, turn * STRIDE]),
    }),
    oracle<Numbered>('operations', {
      draw: (index) => {
        const law = turnOf(laws, index);
        return {
          recipe: drawRecipe(seed, index * STRIDE + 4, profile(law.id, machinesFor(law, service))),
          turn: index,
        };
      },
      smaller: smallerNumbered,
      judge: async ({ recipe, turn }) => judged(await judgeOperationLaw(service, turnOf(laws, turn), compile(recipe))),
    }),
    oracle<readonly CallRecipe[]>('calls', {
      draw: (index) => drawCalls(seed, index * STRIDE + 5, CALLS),
      smaller,
      judge: async (recipes) => {
        const plan = planCalls(recipes, { edition });
        if (plan.length === 0) return { kind: 'silent' };
        // What others made would make lists long.
        service.renew();
        const found = await judgeCalls(service, plan);
        return judged(found === undefined ? [] : [found]);
      },
    }),
    oracle<NearValid>('definitions', {
      draw: (index) => {
        const rule = turnOf(rules, index);
        return fc.sample(nearValid({ edition, rule, size: 3 }), { seed: seed + index, numRuns: 1 })[0]!;
      },
      // They are small as they are drawn.
      smaller: () => [],
      judge: async (drawn) => judged(await judgeDefinition(service, drawn)),
    }),
    oracle<readonly DurableRecipe[]>('durable', {
      draw: (index) => drawDurable(seed, index * STRIDE + 6, DURABLE_STEPS),
      smaller: smallerDurable,
      judge: async (recipes) => judged(await judgeDurable(service, recipes, DURABLE_TIMEOUT_SECONDS)),
    }),
  ];
}
