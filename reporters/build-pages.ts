import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { packageRoot } from '../specs/package-root.js';
import type { PageAssets } from './embed.js';
import { type PageName, pageNames, pagesFolder } from './page-assets.js';

const SOURCES = join(packageRoot, 'reporters', 'page');

/** Bundles a page's code into one classic script, and reads its looks. It needs the sources and the development packages. */
export async function bundlePage(name: PageName): Promise<PageAssets> {
  const { output } = await build({
    input: join(SOURCES, `${name}.tsx`),
    write: false,
    platform: 'browser',
    logLevel: 'warn',
    tsconfig: false,
    resolve: { extensionAlias: { '.js': ['.tsx', '.ts', '.js'] } },
    transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
    output: { format: 'iife', minify: true, codeSplitting: false },
  });
  // The script stands inside an HTML element that this sequence would end.
  const script = output[0].code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = ['page', name].map((part) => readFileSync(join(SOURCES, `${part}.css`), 'utf8')).join('');
  return { script, style };
}

/** What `npm run build` makes of the pages, for `pageAssets` to read. */
async function buildPages(): Promise<void> {
  mkdirSync(pagesFolder, { recursive: true });
  for (const name of pageNames) {
    const { script, style } = await bundlePage(name);
    writeFileSync(join(pagesFolder, `${name}.js`), script);
    writeFileSync(join(pagesFolder, `${name}.css`), style);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildPages();
