import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../specs/package-root.js';

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8');

interface Row {
  readonly names: readonly string[];
  readonly why: readonly string[];
}

/** The rows of the page's tables: the packages of the first cell, and what the others say of them. */
function rows(): Row[] {
  return read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| package '))
    .map((line) => {
      const [packages = '', ...why] = line.split('|').slice(1, -1);
      return {
        names: packages.split(',').map((name) => name.trim().split(' ')[0]!),
        why: why.map((cell) => cell.trim()),
      };
    });
}

test('docs/dependencies.md names each dependency once, and nothing else', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', object>;
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(
    rows()
      .flatMap(({ names }) => names)
      .sort(),
  ).toEqual(wanted.sort());
});

test('docs/dependencies.md says of each what it is for and why it was taken', () => {
  expect(rows().filter(({ why }) => why.length !== 2 || why.some((cell) => cell.length < 8))).toEqual([]);
});
