import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { chooseTarget } from '../../adapters/registry.js';
import { type NearValid, nearValid, nearValidRules } from '../../arbitraries/near-valid/index.js';
import { expectedOf } from '../../arbitraries/near-valid/rules.js';
import { Breach } from '../../harness/verdict.js';
import { packageRoot } from '../../specs/package-root.js';
import { EngineWorld } from '../../suites/laws/engine-world.js';
import type { World } from '../../suites/laws/world.js';
import { usageError } from '../exit.js';
import { onTarget } from './on-target.js';

type Edition = '2017-03-30' | 'current';

export interface NearValidTableOptions {
  readonly targets: readonly string[];
  /** Definitions for each rule. */
  readonly samples: number;
  readonly seed: number;
  readonly editions: readonly Edition[];
}

/** What a judge says of a rule's definitions, each of which has a sound twin as its control. */
export interface Refusals {
  /** Of the definitions whose twin it accepts. */
  readonly refused: number;
  readonly judged: number;
  /** Sound twins that it refuses, too: they earn it nothing. */
  readonly twinsRefused: number;
}

export interface NearValidRow {
  readonly rule: string;
  /** What a service that keeps the rule answers. `WARNING`: it accepts the definition all the same. */
  readonly severity: 'ERROR' | 'WARNING';
  readonly judges: Readonly<Record<string, Refusals>>;
}

/** What was measured by the rules of one edition. */
export interface NearValidTable {
  readonly edition: Edition;
  /** In the order of the columns. */
  readonly judges: readonly string[];
  readonly rows: readonly NearValidRow[];
}

/** What says whether a definition is accepted. */
type Accepts = (definition: string, type: NearValid['type']) => Promise<boolean>;

/** Who accepts definitions that break one rule: the engine, asl-validator, and targets. @throws CommandError */
export async function nearValidTables(
  options: NearValidTableOptions,
  said: (edition: Edition, judge: string) => void = () => undefined,
): Promise<readonly NearValidTable[]> {
  const tables: NearValidTable[] = [];
  for (const edition of options.editions) tables.push(await tableOf(edition, options, said));
  return tables;
}

async function tableOf(
  edition: Edition,
  { samples, seed, targets }: NearValidTableOptions,
  said: (edition: Edition, judge: string) => void,
): Promise<NearValidTable> {
  const chosen = targets.map((text) => {
    const choice = chooseTarget(text);
    if (choice.kind === 'unknown') throw usageError(choice.message);
    return { text, choice };
  });
  const rules = nearValidRules({ edition, heavy: false });
  const drawn = rules.map((rule) => fc.sample(nearValid({ edition, rule, size: 3 }), { seed, numRuns: samples }));
  const columns = new Map<string, readonly Refusals[]>();
  const judge = async (name: string, accepts: Accepts): Promise<void> => {
    said(edition, name);
    const column: Refusals[] = [];
    for (const definitions of drawn) column.push(await refusalsOf(definitions, accepts));
    columns.set(name, column);
  };
  await judge('engine', acceptsOn(new EngineWorld(edition, 'service')));
  const validator = await aslValidator();
  if (validator !== undefined) await judge('asl-validator', validator);
  for (const { text, choice } of chosen) {
    await onTarget(choice, { edition, region: 'us-east-1', seed }, async (world, { name, version }) => {
      await judge(version === undefined ? name || text : `${name} ${version}`, acceptsOn(world));
    });
  }
  const rows = rules.map((rule, index) => ({
    rule,
    severity: expectedOf(rule).severity,
    judges: Object.fromEntries([...columns].map(([name, column]) => [name, column[index]!])),
  }));
  return { edition, judges: [...columns.keys()], rows };
}

async function refusalsOf(definitions: readonly NearValid[], accepts: Accepts): Promise<Refusals> {
  let refused = 0;
  let judged = 0;
  for (const { definition, twin, type } of definitions) {
    // A refusal tells nothing where the sound twin is refused, too.
    if (!(await accepts(twin, type))) continue;
    judged++;
    if (!(await accepts(definition, type))) refused++;
  }
  return { refused, judged, twinsRefused: definitions.length - judged };
}

function acceptsOn(world: World): Accepts {
  return async (definition, type) => {
    const { roleArn } = world;
    const request = { name: world.freshName(), definition, roleArn, ...(type === 'EXPRESS' && { type }) };
    try {
      return (await world.call('CreateStateMachine', request)).kind === 'success';
    } catch (error) {
      // It answered nothing, or no HTTP, to this one definition.
      if (error instanceof Breach) return false;
      throw error;
    }
  };
}

type Validator = (definition: unknown, options?: object) => { readonly isValid: boolean };

/** The npm package, where `npm ci --prefix bench` has installed it. */
async function aslValidator(): Promise<Accepts | undefined> {
  let file: string;
  try {
    file = createRequire(join(packageRoot, 'bench', 'package.json')).resolve('asl-validator');
  } catch {
    return undefined;
  }
  const loaded = (await import(pathToFileURL(file).href)) as { readonly default: Validator | { default: Validator } };
  const validate = typeof loaded.default === 'function' ? loaded.default : loaded.default.default;
  return async (definition) => {
    try {
      return validate(JSON.parse(definition)).isValid;
    } catch {
      return false;
    }
  };
}
