import { isAbsolute, relative } from 'node:path';

/** The suite that a file holds: its path from the suites' folder, without its ending. `sfn/start-execution`. */
export function suiteOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/(?:\.(?:test|suite|spec|case))?\.[cm]?[jt]sx?$/, '');
  return path.replace(/^(?:.*\/)?suites\//, '');
}

/**
 * The suite that a file holds, of this project or of a team's own: then its path from the folder that the command runs in.
 * @param file its absolute path
 * @param folder that of this project's suites
 */
export function suiteOfFile(file: string, folder: string): string {
  const inside = relative(folder, file);
  const path = inside.startsWith('..') || isAbsolute(inside) ? relative(process.cwd(), file) : inside;
  return suiteOf(path.replaceAll('\\', '/').replace(/^(?:\.\.\/)+/, ''));
}

/** Characters that only part words, unless they stand alone. */
const SOFT = /[\s\-_.,;:()/]/;

/** How other characters of ASCII are spelled: titles may differ in nothing else. */
const SPELLED: Readonly<Record<string, string>> = {
  '!': 'bang',
  '"': 'quote',
  '#': 'hash',
  $: 'dollar',
  '%': 'percent',
  '&': 'and',
  '(': 'open-paren',
  ')': 'close-paren',
  '*': 'star',
  '+': 'plus',
  ',': 'comma',
  '-': 'minus',
  '.': 'dot',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less',
  '=': 'equals',
  '>': 'greater',
  '?': 'question',
  '@': 'at',
  '[': 'open-bracket',
  '\\': 'backslash',
  ']': 'close-bracket',
  '^': 'caret',
  _: 'underscore',
  '`': 'backtick',
  '{': 'open-brace',
  '|': 'pipe',
  '}': 'close-brace',
  '~': 'tilde',
};

function spelled(character: string): string {
  return ` ${SPELLED[character] ?? `u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`} `;
}

/** A title as it stands in an id: lower case, words joined by hyphens. Symbols are spelled, apostrophes left out. */
export function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'\u2019]/g, '')
    // StartExecution: start-execution.
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/ +/);
  const written = words.map((word, index) => {
    // A hyphen between words is one; at the end of a title it is what the title is about.
    const alone = /^[^a-z0-9]+$/.test(word) && (word !== '-' || index === words.length - 1);
    return [...word]
      .map((character, place) => {
        if (/[a-z0-9]/.test(character)) return character;
        const sign = character === '-' && place === 0 && /^-\d/.test(word);
        return alone || sign || !SOFT.test(character) ? spelled(character) : ' ';
      })
      .join('');
  });
  return written.join(' ').trim().replaceAll(/\s+/g, '-');
}

/**
 * `sfn/start-execution/start-execution/refuses-a-used-name`: the suite, the titles around the case, its own.
 * @throws Error when a title has nothing that can stand in an id
 */
export function caseId(suite: string, titles: readonly string[]): string {
  const slugs = titles.map((title) => {
    const part = slug(title);
    if (part === '') throw new Error(`The title "${title}" has nothing that can stand in the id of a case.`);
    return part;
  });
  return [suite, ...slugs].join('/');
}
