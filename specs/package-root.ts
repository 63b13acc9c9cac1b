import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the package `sfn-conformance`: where `specs/`, `schemas/` and `adapters/` keep their data, whether this code
 * runs from sources, from `dist/` or from inside `node_modules`. An absolute path without a trailing separator.
 */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isPackageFolder(folder)) return folder;
    if (folder === dirname(folder)) throw new Error(`No folder above ${from} is the package sfn-conformance.`);
  }
}

function isPackageFolder(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content && content.name === 'sfn-conformance';
}
