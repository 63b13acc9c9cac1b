import type { JsonObject } from '../../arbitraries/json.js';
import { type CaseContext, restsOn, test } from '../../harness/index.js';
import { Breach, Inconclusive, NotApplicable } from '../../harness/verdict.js';
import { isShared, OTHERS_CHANGED_IT, sameList, undisturbed } from '../undisturbed.js';
import { runsWhatItIsGiven } from './control.js';
import { type Listing, listings } from './listings.js';

/** Lists that come by pages: whatever the sizes of the pages are, they are one list; and what a page's token is good for. */

const LARGEST = 4;
const WHOLE = 1000;
const ANOTHER_SIZE = 'sfn:List/behaviour/other-page-size-with-token';
/** Whose tokens AWS was recorded taking with another page size. Of others the references say: keep all other arguments unchanged. */
const TAKE_ANOTHER_SIZE: ReadonlySet<string> = new Set([
  'ListExecutions',
  'ListStateMachineVersions',
  'ListStateMachineAliases',
]);
/** That its items are lost then, or its pages too large, is what the first of the laws says. */
const NO_TOKENS = 'A page of this list carries no token, though there is more.';

interface Page {
  readonly keys: readonly string[];
  readonly nextToken: string | undefined;
}

async function pageOf({ sfn }: CaseContext, { operation, items, key }: Listing, request: JsonObject): Promise<Page> {
  const output = (await sfn.call(operation, request)).output as JsonObject;
  const listed = (Array.isArray(output[items]) ? output[items] : []) as readonly JsonObject[];
  const { nextToken } = output;
  return {
    keys: listed.map((item) => String(item[key])),
    nextToken: typeof nextToken === 'string' && nextToken !== '' ? nextToken : undefined,
  };
}

/** Reads a list to its end; a walk without end is given up when it is far longer than the list. */
async function walk(
  context: CaseContext,
  listing: Listing,
  request: JsonObject,
  maxResults: number,
  length = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const keys: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page === 0 || nextToken !== undefined; page++) {
    const token = nextToken === undefined ? {} : { nextToken };
    const read = await pageOf(context, listing, { ...request, maxResults, ...token });
    if (read.keys.length > maxResults) {
      const expected = `${maxResults} items at most`;
      throw new Breach({ reason: 'A page is larger than maxResults', expected, actual: `${read.keys.length} items` });
    }
    if (page > 2 * Math.min(length, WHOLE) + 2) {
      const expected = `${length} items on as many pages at most`;
      throw new Breach({ reason: 'The pages have no end', expected, actual: `${page} pages and another one` });
    }
    keys.push(...read.keys);
    ({ nextToken } = read);
  }
  return keys;
}

const arranged = ({ unordered }: Listing, keys: readonly string[]): readonly string[] =>
  unordered ? [...keys].sort() : keys;
const shown = (keys: readonly string[]): string => keys.map((key) => key.split(':').at(-1)).join(', ') || 'nothing';

/** Does something with a list that nothing else changes meanwhile. */
async function settled(
  context: CaseContext,
  { operation }: Listing,
  whole: () => Promise<readonly string[]>,
  work: (all: readonly string[]) => Promise<void>,
): Promise<void> {
  if ((await undisturbed(whole, work)) !== undefined) return;
  if (isShared(context, operation)) throw new Inconclusive('harness', OTHERS_CHANGED_IT);
  const [one, other] = [await whole(), await whole()];
  const reason = 'A list that nobody changes is another one each time that it is read';
  throw new Breach({ reason, expected: shown(one), actual: shown(other) });
}

/** The list whole, once all that was made is in it. */
async function filled(
  context: CaseContext,
  listing: Listing,
): Promise<{ readonly request: JsonObject; readonly whole: () => Promise<readonly string[]> }> {
  await runsWhatItIsGiven(context);
  const { request, least } = await listing.prepare(context);
  const whole = async () => arranged(listing, await walk(context, listing, request, WHOLE));
  await context.clock.until(async () => (await whole()).length >= least, { what: 'what was made is listed' });
  return { request, whole };
}

for (const listing of listings) {
  const common = {
    ...(listing.requires !== undefined && { requires: listing.requires }),
    ...(listing.modern && { editions: ['current'] }),
  };
  const takesAnotherSize = TAKE_ANOTHER_SIZE.has(listing.operation);

  test(`${listing.title}: pages of any sizes hold each item once${listing.unordered ? '' : ', in the order of the list'}`, {
    cites: ['laws:any-page-size', 'sfn:List/behaviour/pages-concatenate', 'sfn:List/behaviour/page-size-is-a-limit'],
    ...common,
  }, async (context) => {
    const { request, whole } = await filled(context, listing);
    for (let size = 1; size <= LARGEST; size++) {
      await settled(context, listing, whole, async (all) => {
        if (new Set(all).size !== all.length) {
          throw new Breach({ reason: 'An item is listed twice', expected: 'each once', actual: shown(all) });
        }
        const paged = arranged(listing, await walk(context, listing, request, size, all.length));
        if (sameList(all, paged)) return;
        const reason = `Pages of ${size} are not the list`;
        throw new Breach({ reason, expected: shown(all), actual: shown(paged) });
      });
    }
  });

  test(`${listing.title}: a token gives the same page again${takesAnotherSize ? ', of any size' : ''}`, {
    cites: ['laws:page-tokens', ...(takesAnotherSize ? [ANOTHER_SIZE] : [])],
    ...common,
  }, async (context) => {
    const { request, whole } = await filled(context, listing);
    for (const size of [1, 2]) {
      await settled(context, listing, whole, async (all) => {
        const first = await pageOf(context, listing, { ...request, maxResults: size });
        const { nextToken } = first;
        if (nextToken === undefined) throw new NotApplicable(NO_TOKENS);
        const rest = all.filter((key) => !first.keys.includes(key));
        for (const next of takesAnotherSize ? [size, 1, WHOLE, size] : [size, size]) {
          const again = async (): Promise<void> => {
            const { keys } = await pageOf(context, listing, { ...request, maxResults: next, nextToken });
            // A page may be shorter than it might be.
            const expected = rest.slice(0, Math.min(next, keys.length));
            const isRight = listing.unordered ? keys.every((key) => rest.includes(key)) : sameList(keys, expected);
            if (isRight && keys.length <= next) return;
            const reason = `The token of a page of ${first.keys.length} does not give what follows that page`;
            throw new Breach({ reason, expected: shown(rest.slice(0, next)), actual: shown(keys) });
          };
          await (next === size ? again() : restsOn(ANOTHER_SIZE, again));
        }
      });
    }
  });

  test(`${listing.title}: a token that was changed is refused`, {
    cites: ['laws:token-opacity'],
    ...common,
  }, async (context) => {
    const { request } = await filled(context, listing);
    const { nextToken } = await pageOf(context, listing, { ...request, maxResults: 1 });
    if (nextToken === undefined) throw new NotApplicable(NO_TOKENS);
    const middle = Math.floor(nextToken.length / 2);
    const other = nextToken[middle] === 'A' ? 'B' : 'A';
    const changed = nextToken.slice(0, middle) + other + nextToken.slice(middle + 1);
    const exchange = await context.sfn.call(listing.operation, { ...request, maxResults: 1, nextToken: changed });
    if (exchange.error?.type !== 'InvalidToken') {
      const actual = exchange.error?.type ?? 'it is accepted';
      throw new Breach({ reason: 'A token that was changed is not refused', expected: 'InvalidToken', actual });
    }
    // The control: it is the change that is refused.
    await pageOf(context, listing, { ...request, maxResults: 1, nextToken });
  });
}
