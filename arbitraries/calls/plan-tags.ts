import type { Value } from './plan.js';
import { answer, type Planner, type Planning, ref, refusal } from './planning.js';
import type { CallKind } from './recipe.js';

/** Keys are few: one that is there is what is interesting. */
const KEYS = 3;

interface Tagged {
  readonly arn: Value;
  /** Absent: there is no such thing. */
  readonly tags: Map<string, string> | undefined;
}

/** Something that has tags: a machine, or now and then an activity. Nothing when what is chosen is gone. */
function pick(planning: Planning, of: number): Tagged | undefined {
  const { model, options } = planning;
  const isActivity = options.activities && of % 3 === 2 && model.activities.length > 0;
  const things = isActivity ? model.activities : model.machines;
  const index = planning.pick(things.length, of);
  const thing = things[index];
  if (thing !== undefined && !thing.exists) return undefined;
  return { arn: ref(isActivity ? 'activity' : 'machine', index), tags: thing?.tags };
}

const UNKNOWN = 'TagResource/behaviour/unknown-resource';

function tag(planning: Planning, of: number, by: number): void {
  if (!planning.options.tags) return;
  const tagged = pick(planning, of);
  if (tagged === undefined) return;
  const first = by % KEYS;
  const pairs: [string, string][] = [[`k${first}`, `v${by}`]];
  if (by % 2 === 1) pairs.push([`k${(first + 1) % KEYS}`, `w${by}`]);
  const input = { resourceArn: tagged.arn, tags: pairs.map(([key, value]) => ({ key, value })) };
  if (tagged.tags === undefined) {
    planning.call('TagResource', input, refusal('ResourceNotFound'), UNKNOWN);
    return;
  }
  for (const [key, value] of pairs) tagged.tags.set(key, value);
  planning.call('TagResource', input, answer({}), 'TagResource/behaviour/adds-and-replaces');
}

function untag(planning: Planning, of: number, by: number): void {
  if (!planning.options.tags) return;
  const tagged = pick(planning, of);
  if (tagged?.tags === undefined) return;
  const key = `k${by % KEYS}`;
  tagged.tags.delete(key);
  const input = { resourceArn: tagged.arn, tagKeys: [key] };
  planning.call('UntagResource', input, answer({}), 'UntagResource/behaviour/removes');
}

function listTags(planning: Planning, of: number): void {
  if (!planning.options.tags) return;
  const tagged = pick(planning, of);
  if (tagged?.tags === undefined) return;
  const items = [...tagged.tags].map(([key, value]) => ({ key, value }));
  const statement = 'TagResource/behaviour/adds-and-replaces';
  planning.call('ListTagsForResource', { resourceArn: tagged.arn }, { kind: 'set', member: 'tags', items }, statement);
}

export const tagsCalls = {
  tag: tag,
  untag: untag,
  'list-tags': listTags,
} satisfies Partial<Record<CallKind, Planner>>;
