import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../specs/package-root.js';

/** A package of `bench/package.json`, which `npm run bench` installs. `undefined` where it is not installed. */
export async function rival<Exports>(name: string): Promise<Exports | undefined> {
  try {
    const file = createRequire(join(packageRoot, 'bench', 'package.json')).resolve(name);
    return (await import(pathToFileURL(file).href)) as Exports;
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
