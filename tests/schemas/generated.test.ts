import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateSchemas, SCHEMA_KINDS, schemaFiles } from '../../schemas/generate.js';
import { editions, loadSpec } from '../../specs/load.js';
import { packageRoot } from '../../specs/package-root.js';

describe('the committed schemas', () => {
  const files = schemaFiles();

  test.each(files)('$path is what the spec gives', ({ path, text }) => {
    expect(readFileSync(join(packageRoot, path), 'utf8') === text).toBe(true);
  });

  test('there are no others', () => {
    const found = editions().flatMap(({ service, edition }) =>
      readdirSync(join(packageRoot, 'schemas', service, edition)).map((name) =>
        join('schemas', service, edition, name),
      ),
    );
    expect(found.sort()).toEqual(files.map(({ path }) => path).sort());
  });

  test.each(files)('$path is open: no member is unknown', ({ text }) => {
    expect(text).not.toContain('"additionalProperties": false');
    expect(text).not.toContain('unevaluatedProperties');
  });

  test.each(editions())(
    '$service $edition has a schema for every operation, data type and error',
    ({ service, edition }) => {
      const spec = loadSpec(service, edition);
      const { requests, responses, 'data-types': dataTypes, errors } = generateSchemas(service, edition);
      expect(Object.keys(requests.$defs ?? {})).toEqual(expect.arrayContaining(Object.keys(spec.operations)));
      expect(Object.keys(responses.$defs ?? {})).toEqual(expect.arrayContaining(Object.keys(spec.operations)));
      expect(Object.keys(dataTypes.$defs ?? {}).sort()).toEqual(Object.keys(spec.dataTypes).sort());
      expect(Object.keys(errors.$defs ?? {})).toEqual(
        expect.arrayContaining([...Object.keys(spec.errors), ...Object.keys(spec.commonErrors)]),
      );
    },
  );

  test.each(editions())('the files of $service $edition stand alone', ({ service, edition }) => {
    for (const kind of SCHEMA_KINDS) {
      const { $defs, $id, $schema } = generateSchemas(service, edition)[kind];
      expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect($id).toBe(`urn:sfn-conformance:${service}:${edition}:${kind}`);
      for (const match of JSON.stringify($defs).matchAll(/"\$ref":"([^"]*)"/g)) {
        expect(Object.keys($defs ?? {})).toContain(match[1]?.replace('#/$defs/', ''));
      }
    }
  });

  test('a member says where it is stated, and which decision bears on it', () => {
    const { responses } = generateSchemas('sfn', '2017-03-30');
    expect(responses.$defs?.StartExecution?.properties).toEqual({
      executionArn: { type: 'string', minLength: 1, maxLength: 256, $comment: 'line 2010, p. 35; A04' },
      startDate: { type: 'number', $comment: 'line 2018, p. 35; A04' },
    });
  });
});
