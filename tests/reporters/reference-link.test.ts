import { expect, test } from 'vitest';
import { everyStatement } from '../../cli/every-statement.js';
import { referenceLink } from '../../reporters/reference-link.js';
import { editions, loadSpec } from '../../specs/load.js';
import { citeText } from '../../specs/statement.js';

test('a link to a page of an API names an operation or a data type that there is', () => {
  const pages = new Set(
    editions().flatMap(({ service, edition }) => {
      const { operations, dataTypes } = loadSpec(service, edition);
      return [...Object.keys(operations), ...Object.keys(dataTypes)];
    }),
  );
  const names = [...everyStatement().values()].flatMap(({ id, cite }) => {
    const name = /API_(\w+)\.html$/.exec(referenceLink(id, citeText(cite)) ?? '')?.[1];
    return name === undefined ? [] : [name];
  });
  expect(names.length).toBeGreaterThan(1_000);
  expect([...new Set(names)].filter((name) => !pages.has(name))).toEqual([]);
});
