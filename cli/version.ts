import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../specs/package-root.js';

/** The version of this package. */
export function toolVersion(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return manifest.version;
}
