import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

/** The code and the looks of a page, made by `npm run build`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * One HTML file that holds all it needs. The data is compressed and in base64, so that no text in it can end the element that
 * holds it; the page's policy lets only this script and this style run, and nothing be loaded.
 * @param summary plain text for a reader without JavaScript
 */
export function selfContained(title: string, summary: string, data: unknown, { script, style }: PageAssets): string {
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const packed = deflateRawSync(Buffer.from(JSON.stringify(data)), { level: 9 }).toString('base64');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="page"><main class="plain"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(summary)}</p><noscript><p>Details need JavaScript.</p></noscript></main></div>`,
    `<script type="application/octet-stream" id="data">${packed}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
