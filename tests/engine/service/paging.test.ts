import { describe, expect, test } from 'vitest';
import { page } from '../../../engine/service/page.js';
import { Seal } from '../../../engine/service/token.js';

const seal = new Seal('an account');
const items = Array.from({ length: 250 }, (_, index) => index);
const list = (request: { maxResults?: number; nextToken?: string }, query: readonly unknown[] = ['List'], now = 0) =>
  page(items, (item) => item, request, query, { seal, now });

describe('pages', () => {
  test('hold 100 items by default and for 0, and fewer at the end', () => {
    expect(list({}).items).toHaveLength(100);
    expect(list({ maxResults: 0 }).items).toHaveLength(100);
    expect(list({ maxResults: 1000 })).toEqual({ items, nextToken: undefined });
    expect(list({ maxResults: 250 }).nextToken).toBeUndefined();
  });

  test.each([1, 7, 249])('of %i concatenate to the list', (maxResults) => {
    const all: number[] = [];
    let nextToken: string | undefined;
    do {
      const next = list({ maxResults, ...(nextToken === undefined ? {} : { nextToken }) });
      all.push(...next.items);
      nextToken = next.nextToken;
    } while (nextToken !== undefined);
    expect(all).toEqual(items);
  });

  test('may change their size on the way', () => {
    const { nextToken = '' } = list({ maxResults: 10 });
    expect(list({ maxResults: 3, nextToken }).items).toEqual([10, 11, 12]);
  });

  test('their tokens are of one query, of one account, and of one day', () => {
    const { nextToken = '' } = list({ maxResults: 10 });
    expect(() => list({ nextToken }, ['List', 'other'])).toThrow("Invalid Token: 'Invalid token'");
    expect(() => list({ nextToken }, ['List'], 24 * 3600_000)).toThrow('Invalid token');
    expect(list({ nextToken }, ['List'], 24 * 3600_000 - 1).items[0]).toBe(10);
    expect(() => page(items, Number, { nextToken }, ['List'], { seal: new Seal('another'), now: 0 })).toThrow(
      'Invalid token',
    );
    for (const forged of ['x', `${nextToken}x`, nextToken.slice(1), Buffer.from('page 0 5 x|y').toString('base64')]) {
      expect(() => list({ nextToken: forged })).toThrow('Invalid token');
    }
  });

  test('a descending list goes on below what it showed, whatever came in above', () => {
    const down = [5, 4, 3, 2, 1];
    const first = page(down, Number, { maxResults: 2 }, [], { seal, now: 0 }, true);
    const later = [7, 6, ...down];
    const { nextToken = '' } = first;
    expect(page(later, Number, { nextToken }, [], { seal, now: 0 }, true).items).toEqual([3, 2, 1]);
  });
});
