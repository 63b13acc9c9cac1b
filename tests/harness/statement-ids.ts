import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../specs/package-root.js';

/** The ids of the statements that are written by hand. */
export function loadStatementIds(): ReadonlySet<string> {
  const folder = join(packageRoot, 'specs', 'sfn', 'statements');
  const ids = readdirSync(folder).flatMap((file) => {
    const statements = parse(readFileSync(join(folder, file), 'utf8')) as { readonly id: string }[];
    return statements.map(({ id }) => id);
  });
  return new Set(ids);
}
