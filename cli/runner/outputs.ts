import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderBadge } from '../../reporters/badge.js';
import { renderGithub } from '../../reporters/github.js';
import { renderHtml } from '../../reporters/html.js';
import { renderJson } from '../../reporters/json.js';
import { renderJunit } from '../../reporters/junit.js';
import { renderMarkdown } from '../../reporters/markdown.js';
import type { Report } from '../../reporters/report.js';
import { type CommandError, usageError } from '../exit.js';
import { fileProblem } from '../files.js';
import type { ReportFile, ReportKind } from '../options.js';

/** One renderer a kind of report. */
const RENDERERS: Readonly<Record<ReportKind, (report: Report) => string>> = {
  json: renderJson,
  junit: renderJunit,
  html: (report) => renderHtml(report),
  markdown: renderMarkdown,
  badge: renderBadge,
  github: renderGithub,
};

export function render(kind: ReportKind, report: Report): string {
  return RENDERERS[kind](report);
}

/**
 * Writes a report where the user wants it; `-` is standard output. In a step of GitHub Actions, `github` adds to the job's
 * summary, too.
 * @returns its absolute path, or `-`
 * @throws CommandError when it can't be written there
 */
export function writeReport({ kind, path }: ReportFile, report: Report): string {
  if (kind === 'github') addToSummary(report);
  return writeText(path, render(kind, report));
}

/** Writes a text to a file, its folders made where they are missing; else as `writeReport` does. */
export function writeText(path: string, text: string): string {
  if (path === '-') {
    process.stdout.write(text);
    return path;
  }
  const absolute = resolve(path);
  try {
    makeFolder(dirname(absolute));
    writeFileSync(absolute, text);
  } catch (error) {
    throw unwritable(path, error);
  }
  return absolute;
}

/** Where GitHub reads the summary of a job's step, when this is one. */
function addToSummary(report: Report): void {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, renderMarkdown(report));
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Makes sure before a long run that its reports can be written.
 * @throws CommandError for the first that can't
 */
export function checkWritable(files: readonly ReportFile[]): void {
  assertApart(files);
  for (const { path } of files) {
    if (path === '-') continue;
    const absolute = resolve(path);
    try {
      const made = makeFolder(dirname(absolute));
      // Opened and left as it is: an earlier report stays until there is another, and a run that never starts leaves nothing.
      const isNew = !existsSync(absolute);
      closeSync(openSync(absolute, 'a'));
      if (made !== undefined) rmSync(made, { recursive: true });
      else if (isNew) rmSync(absolute);
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

/** @throws CommandError for two reports in one place: neither could be read */
export function assertApart(files: readonly ReportFile[]): void {
  const taken = new Map<string, ReportKind>();
  for (const { kind, path } of files) {
    const place = path === '-' ? path : resolve(path);
    const other = taken.get(place);
    if (other !== undefined) {
      throw usageError(
        `The reports ${other} and ${kind} can't both go to ${path === '-' ? 'standard output' : path}: give one of them a path of its own.`,
      );
    }
    taken.set(place, kind);
  }
}

/** Makes sure that a folder can be written to, made when it is not there. @throws CommandError */
export function checkFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw usageError(`Can't write to the folder '${folder}': ${fileProblem(error)}.`, { cause: error });
  }
}

/**
 * Folder by folder: where none can be made (`/proc`), Node's recursive mkdir tries without end.
 * @returns the outermost folder that was made; `undefined` when all were there
 */
function makeFolder(folder: string): string | undefined {
  const parent = dirname(folder);
  const made = parent !== folder && !existsSync(parent) ? makeFolder(parent) : undefined;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return made;
  mkdirSync(folder);
  return made ?? folder;
}

function unwritable(path: string, error: unknown): CommandError {
  return usageError(`The report can't be written to ${path}: ${fileProblem(error)}. Choose another path.`, {
    cause: error,
  });
}
