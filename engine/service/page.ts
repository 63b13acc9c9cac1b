import { fingerprint, invalidToken, type Seal } from './token.js';

const DEFAULT_PAGE_SIZE = 100;
const TOKEN_LIFETIME = 24 * 3600_000;

/** What a list operation needs besides its items. */
export interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface PageContext {
  readonly seal: Seal;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Where a page starts, and how long it may be. */
export interface PageStart {
  readonly size: number;
  /** The position that the token carries; `undefined` on the first page. */
  readonly after: number | undefined;
}

/**
 * Reads a page's bounds.
 * @param query what the token belongs to: the operation and the arguments that must stay the same (not the page size)
 * @throws ServiceError InvalidToken for a token of another query, older than 24 hours, or made by nobody here
 */
export function pageStart(
  { maxResults = 0, nextToken }: PageRequest,
  query: readonly unknown[],
  context: PageContext,
): PageStart {
  const size = maxResults === 0 ? DEFAULT_PAGE_SIZE : maxResults;
  if (nextToken === undefined) return { size, after: undefined };
  const text = context.seal.open(nextToken);
  if (text === undefined) throw invalidToken();
  const [kind, issued, after, of] = text.split(' ');
  const expired = context.now - Number(issued) >= TOKEN_LIFETIME;
  if (kind !== 'page' || expired || of !== fingerprint(JSON.stringify(query))) throw invalidToken();
  return { size, after: Number(after) };
}

export function pageToken(after: number, query: readonly unknown[], { seal, now }: PageContext): string {
  return seal.close(`page ${now} ${after} ${fingerprint(JSON.stringify(query))}`);
}

/**
 * One page of items that have a position each.
 * @param items in the order of the list; positions rise or fall along it
 */
export function page<Item>(
  items: Iterable<Item>,
  position: (item: Item) => number,
  request: PageRequest,
  query: readonly unknown[],
  context: PageContext,
  descending = false,
): { items: Item[]; nextToken: string | undefined } {
  const { size, after } = pageStart(request, query, context);
  const chosen: Item[] = [];
  for (const item of items) {
    const at = position(item);
    if (after !== undefined && (descending ? at >= after : at <= after)) continue;
    if (chosen.length === size) {
      return { items: chosen, nextToken: pageToken(position(chosen[size - 1] as Item), query, context) };
    }
    chosen.push(item);
  }
  return { items: chosen, nextToken: undefined };
}
