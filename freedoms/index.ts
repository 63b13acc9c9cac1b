import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deviationProblem, type Freedom, isSentence } from '../engine/fault.js';

export type { Freedom } from '../engine/fault.js';

/** A file of this folder that is no freedom. Whoever adds the file must mend it. */
export class FreedomFileError extends Error {
  override readonly name = 'FreedomFileError';
  constructor(file: string, problem: string) {
    super(`freedoms/${file}: ${problem}`);
  }
}

const folder = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** All freedoms, by id: each file beside this one is one. @throws FreedomFileError */
export async function loadFreedoms(): Promise<readonly Freedom[]> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith('.d.ts'))
    .map(({ name }) => name)
    .filter((name) => name !== `index${extension}`)
    .sort();
  return await Promise.all(files.map(loadFreedom));
}

async function loadFreedom(file: string): Promise<Freedom> {
  const { freedom }: { readonly freedom?: Freedom } = await import(pathToFileURL(join(folder, file)).href);
  const wrong = (problem: string) => new FreedomFileError(file, problem);
  if (freedom === undefined) throw wrong('it exports no `freedom`.');
  const problem = deviationProblem(file.slice(0, -extension.length), freedom);
  if (problem !== undefined) throw wrong(problem);
  if (!isSentence(freedom.because)) throw wrong('`because` is not one sentence.');
  return freedom;
}
