import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../specs/package-root.js';
import { loadStatements } from '../../specs/statements.js';
import { prerequisites } from '../../suites/asl/prerequisites.js';
import { DELETING } from '../../suites/sfn/deleting.js';
import { provocations } from '../../suites/sfn/provoked.js';

/** What cases rest on and are not about is blamed by the id of a statement: it must be one. */

const known = loadStatements('sfn', 'current');

test('every statement that a case rests on is one', () => {
  const folder = join(packageRoot, 'suites');
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('durable'))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return [...text.matchAll(/restsOn\(\s*'([^']+)'/g)].map(([, id]) => `${file}: ${id}`);
    });
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.has(name.replace(/^.*: /, '')))).toEqual([]);
});

test('so are those of tables', () => {
  const ids = [
    DELETING,
    ...prerequisites.map(({ statement }) => statement),
    ...provocations.flatMap(({ constraint }) => (constraint === undefined ? [] : [constraint.statement])),
  ];
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});
