import fc from 'fast-check';
import { type NearValid, nearValid, nearValidRules } from '../../arbitraries/near-valid/index.js';
import { test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { judgeBySearch } from './findings.js';
import { judgeDefinition } from './judging/definition.js';
import type { Evidence } from './judging/evidence.js';
import type { Property } from './search.js';
import { TargetWorld } from './target-world.js';

/** Generated definitions: those that keep the rules are accepted, and their twins that break one are refused. */

const SHARE = 0.3;

/** Rules that the language states. The others are those of the service, or readings of ours, and no target is held to them here. */
const stated: ReadonlySet<string> = new Set([
  'definition-object',
  'json-syntax',
  'required-field',
  'field-type',
  'value-empty',
  'next-or-end',
  'state-type',
  'state-name-unique',
  'transition-target',
  'exclusive-fields',
  'query-language',
  'query-language-mix',
  'query-language-field',
  'timestamp',
  'path-syntax',
  'reference-path',
  'template-path',
  'intrinsic-call',
  'choice-selector',
  'choice-operator',
  'choice-operand',
  'choice-nested-next',
  'states-all-alone',
  'heartbeat-below-timeout',
  'resource-arn',
  'jsonata-string',
  'jsonata-syntax',
  'variable-reserved',
]);

test('definitions that keep the rules are accepted, and those that break one are refused', {
  cites: ['laws:valid-definitions'],
  budgetMs: searchBudgetMs(),
}, async (context) => {
  const { seed, runs } = context.chance;
  const world = new TargetWorld(context);
  const { edition = 'current', languages = ['JSONPath'] } = world.machines;
  const both = languages.length === 2;
  const allowance = allowanceOf(runs, SHARE, context.target.clock.kind);
  const rules = nearValidRules({ edition, heavy: false }).filter(
    (rule) => stated.has(rule) && (both || !/jsonata|query|variable/.test(rule)),
  );
  const one = (index: number): NearValid => {
    const rule = rules[(seed + index) % rules.length]!;
    return fc.sample(nearValid({ edition, languages, rule, size: 3 }), { seed: seed + index, numRuns: 1 })[0]!;
  };
  const property: Property<NearValid, Evidence> = {
    draw: one,
    // They are small as they are drawn.
    smaller: () => [],
    async judge(drawn) {
      const found = await judgeDefinition(world, drawn);
      return found.length === 0 ? { kind: 'holds' } : { kind: 'broken', failures: found };
    },
  };
  await judgeBySearch(context, 'A definition is not judged as the rules say', { property, world }, allowance);
});
