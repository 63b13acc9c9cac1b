import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../specs/package-root.js';
import type { PageAssets } from './embed.js';

export const pageNames = ['report', 'matrix'] as const;
export type PageName = (typeof pageNames)[number];

/** Where the built pages are. */
export const pagesFolder = join(packageRoot, 'dist', 'pages');

/** The built code and looks of a page. Throws when the package was not built. */
export function pageAssets(name: PageName): PageAssets {
  const script = join(pagesFolder, `${name}.js`);
  const style = join(pagesFolder, `${name}.css`);
  if (!existsSync(script)) throw new Error(`${script} is missing: run \`npm run build\`.`);
  return { script: readFileSync(script, 'utf8'), style: readFileSync(style, 'utf8') };
}
