import { printable } from './text.js';

/**
 * A text of a target in Markdown: as code, in one line, cut. Nothing in it is markup, a link, a mention or the end of a cell.
 * Empty text gives nothing.
 */
export function code(text: string, limit = 120): string {
  const line = printable(text.slice(0, limit * 4))
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return '';
  const kept = line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
  const longest = Math.max(0, ...[...kept.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = kept.startsWith('`') || kept.endsWith('`') ? ' ' : '';
  return `${fence}${space}${kept.replaceAll('|', '\\|')}${space}${fence}`;
}

/** Prose in Markdown: what would be markup shows as itself. */
export function prose(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~@&!]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A table of cells that are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (rows.every((row) => typeof row[at] === 'number') ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)];
}
