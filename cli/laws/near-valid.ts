import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { chooseTarget } from '../../adapters/registry.js';
import { type NearValid, nearValid, nearValidRules } from '../../arbitraries/near-valid/index.js';
import { expectedOf } from '../../arbitraries/near-valid/rules.js';
import { packageRoot } from '../../specs/package-root.js';
import { EngineWorld } from '../../suites/laws/engine-world.js';
import type { World } from '../../suites/laws/world.js';
import { usageError } from '../exit.js';
import { onTarget } from './on-target.js';

export interface NearValidTableOptions {
  readonly targets: readonly string[];
  /** Definitions for each rule. */
  readonly samples: number;
  readonly seed: number;
  readonly edition: '2017-03-30' | 'current';
}

/** How many of a rule's definitions a judge refuses; of those whose sound twin it accepts. */
export interface Refusals {
  readonly refused: number;
  readonly judged: number;
}

export interface NearValidRow {
  readonly rule: string;
  /** What a service that keeps the rule answers. `WARNING`: it accepts the definition all the same. */
  readonly severity: 'ERROR' | 'WARNING';
  readonly judges: Readonly<Record<string, Refusals>>;
}

/** What says whether a definition is accepted. */
type Accepts = (definition: string, type: NearValid['type']) => Promise<boolean>;

/** Who accepts definitions that break one rule: the engine, asl-validator, and targets. @throws CommandError */
export async function nearValidTable(
  options: NearValidTableOptions,
): Promise<{ readonly rows: readonly NearValidRow[]; readonly markdown: string }> {
  const { edition, samples, seed, targets } = options;
  const chosen = targets.map((text) => {
    const choice = chooseTarget(text);
    if (choice.kind === 'unknown') throw usageError(choice.message);
    return { text, choice };
  });
  const rules = nearValidRules({ edition, heavy: false });
  const drawn = rules.map((rule) => fc.sample(nearValid({ edition, rule, size: 3 }), { seed, numRuns: samples }));
  const columns = new Map<string, readonly Refusals[]>();
  const judge = async (name: string, accepts: Accepts): Promise<void> => {
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
  return { rows, markdown: markdownOf(rows, [...columns.keys()], options) };
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
  return { refused, judged };
}

function acceptsOn(world: World): Accepts {
  return async (definition, type) => {
    const { roleArn } = world;
    const request = { name: world.freshName(), definition, roleArn, ...(type === 'EXPRESS' && { type }) };
    const answer = await world.call('CreateStateMachine', request);
    return answer.kind === 'success';
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

function cellOf({ refused, judged }: Refusals): string {
  if (judged === 0) return 'refuses the twin';
  if (refused === judged) return 'refuses';
  return refused === 0 ? '**accepts**' : `**accepts ${judged - refused} of ${judged}**`;
}

function markdownOf(rows: readonly NearValidRow[], judges: readonly string[], options: NearValidTableOptions): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const command = [
    `sfn-conformance laws near-valid --samples ${options.samples}`,
    ...options.targets.map((target) => `--target ${target}`),
  ];
  const errors = rows.filter(({ severity }) => severity === 'ERROR');
  const counts = judges.map((name) => {
    const full = errors.filter(({ judges: by }) => by[name]!.judged > 0 && by[name]!.refused === by[name]!.judged);
    return `${full.length} of ${errors.length}`;
  });
  return [
    '# Who accepts definitions that break one rule',
    '',
    `Made by \`${command.join(' ')} --out docs/near-valid.md\` (seed ${options.seed}, edition ${options.edition}, definitions for each rule: ${options.samples}).`,
    'Each definition has a twin that differs in the one broken place. A judge that refuses the twin, too, says nothing about the rule.',
    'Rules marked with * are warnings: a service that keeps them accepts the definition. A target that lacks the newer fields refuses',
    'most twins of the current edition: ask it with `--edition 2017-03-30`.',
    '',
    line(['rule', ...judges]),
    line(['---', ...judges.map(() => '---')]),
    ...rows.map(({ rule, severity, judges: by }) =>
      line([
        severity === 'WARNING' ? `${rule} *` : rule,
        ...judges.map((name) => (severity === 'WARNING' ? plainly(by[name]!) : cellOf(by[name]!))),
      ]),
    ),
    line(['**rules kept**', ...counts]),
    '',
  ].join('\n');
}

function plainly({ refused, judged }: Refusals): string {
  if (judged === 0) return 'refuses the twin';
  return refused === 0 ? 'accepts' : 'refuses';
}
