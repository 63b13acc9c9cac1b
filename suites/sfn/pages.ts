import { Breach, type CaseContext, type Exchange, expect } from '../../harness/index.js';

/** Lists as they come, page by page. */

type Page = Record<string, unknown> & { nextToken?: string };

export const pageOf = (exchange: Exchange): Page => exchange.output as Page;

/** All pages, asked for with one set of arguments. Ends where a target's pages never would. */
export async function pages({ sfn }: CaseContext, operation: string, request: object): Promise<Page[]> {
  const all: Page[] = [];
  const given = new Set<string>();
  let nextToken: string | undefined;
  do {
    if (nextToken !== undefined) given.add(nextToken);
    const exchange = await sfn.call(operation, { ...request, ...(nextToken !== undefined && { nextToken }) });
    all.push(pageOf(exchange));
    nextToken = all.at(-1)!.nextToken;
    if (nextToken !== undefined && given.has(nextToken)) {
      throw new Breach({
        reason: `The pages of ${operation} never end: it gives a nextToken that it gave before`,
        expected: 'another nextToken than those of the pages before, or none',
        actual: `nextToken ${JSON.stringify(nextToken)} again, on page ${all.length}`,
        exchange: exchange.index,
      });
    }
    expect(all.length, 'the number of pages').toBeLessThan(5000);
  } while (nextToken !== undefined);
  return all;
}
