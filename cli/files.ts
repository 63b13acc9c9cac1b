import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { usageError } from './exit.js';

const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern);

/** `*` and `?` within a path component, `**` over components, `{a,b}` and `[a-z]`. */
function globExpression(pattern: string): RegExp {
  let source = '';
  let alternatives = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (pattern.startsWith('**/', index)) {
      source += '(?:[^/]+/)*';
      index += 2;
    } else if (pattern.startsWith('**', index)) {
      source += '.*';
      index += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '{') {
      alternatives++;
      source += '(?:';
    } else if (character === '}' && alternatives > 0) {
      alternatives--;
      source += ')';
    } else if (character === ',' && alternatives > 0) source += '|';
    else if (character === '[' || character === ']' || character === '-') source += character;
    else source += character.replace(/[.+^$()|{}\\]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`);
  } catch (error) {
    throw usageError(`'${pattern}' is no glob.`, { cause: error });
  }
}

/** The files that a pattern names, sorted. Hidden folders and node_modules are passed over. */
function expand(pattern: string): string[] {
  const wanted = pattern.split(sep).join('/');
  const fixed = wanted.split('/');
  const start = fixed.slice(0, fixed.findIndex(isGlob)).join('/');
  const root = start === '' ? (wanted.startsWith('/') ? '/' : '.') : start;
  const matches = globExpression(wanted);
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder === '.' ? entry.name : join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (matches.test(path.split(sep).join('/'))) found.push(path);
    }
  };
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) visit(root);
  return found.sort();
}

/**
 * Paths as the user gave them, with the files that globs name in their places.
 *
 * @throws CommandError for a glob that names nothing
 */
export function expandGlobs(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    if (!isGlob(pattern) || statSync(pattern, { throwIfNoEntry: false }) !== undefined) return [pattern];
    const files = expand(pattern);
    if (files.length === 0) throw usageError(`No file matches '${pattern}'.`);
    return files;
  });
}

/**
 * The text of a file, or of the standard input for `-`.
 *
 * @throws CommandError for what can't be read as UTF-8 text
 */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw usageError(`Can't read '${path}': ${fileProblem(error)}.`, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw usageError(`Can't read '${path}': it is not UTF-8 text.`, { cause: error });
  }
}

/**
 * The text of a PEM file with certificates.
 *
 * @throws CommandError for what can't be read, or holds none
 */
export function readCertificates(path: string): string {
  const text = readText(path);
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw usageError(`'${path}' holds no certificate in PEM form.`);
  return text;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, and a file is needed',
  ENOTDIR: 'a part of the path is a file, and must be a folder',
  EEXIST: 'a part of the path is a file, and must be a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a file can't be read or written, for a sentence: in words where the system only has a code. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return FILE_PROBLEMS[code] ?? message;
}
