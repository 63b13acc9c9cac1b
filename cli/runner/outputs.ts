import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderJson } from '../../reporters/json.js';
import { renderJunit } from '../../reporters/junit.js';
import type { Report } from '../../reporters/report.js';
import { usageError } from '../exit.js';
import type { ReportFile, ReportKind } from '../options.js';

/** One renderer a kind of report. */
const RENDERERS: Readonly<Record<ReportKind, (report: Report) => string>> = {
  json: renderJson,
  junit: renderJunit,
};

export function render(kind: ReportKind, report: Report): string {
  return RENDERERS[kind](report);
}

/**
 * Writes a report where the user wants it; `-` is standard output.
 * @returns its absolute path, or `-`
 * @throws CommandError when it can't be written there
 */
export function writeReport({ kind, path }: ReportFile, report: Report): string {
  const text = render(kind, report);
  if (path === '-') {
    process.stdout.write(text);
    return path;
  }
  const absolute = resolve(path);
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  } catch (error) {
    throw usageError(`The report can't be written to ${path}: ${(error as Error).message}`, { cause: error });
  }
  return absolute;
}
