import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regenerate } from '../../specs/extract/regenerate.js';
import { packageRoot } from '../../specs/package-root.js';
import { hasSources, sourcesFolder, withoutSources } from './sources.js';

describe.skipIf(!hasSources)(`the committed specs are what extraction gives${withoutSources}`, () => {
  const files = hasSources ? regenerate(sourcesFolder) : [];

  test('there are three', () => {
    expect(files.map(({ path }) => path.replaceAll('\\', '/'))).toEqual([
      'specs/sfn/2017-03-30.json',
      'specs/sfn/current.json',
      'specs/durable/2025-12-01.json',
    ]);
  });

  test.each(files)('$path, byte for byte', ({ path, text }) => {
    expect(readFileSync(join(packageRoot, path), 'utf8') === text).toBe(true);
  });
});
