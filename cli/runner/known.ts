import { existsSync, writeFileSync } from 'node:fs';
import { expectationsFile, type TargetChoice } from '../../adapters/registry.js';
import {
  type ExpectationEntry,
  parseExpectations,
  renderExpectations,
  subjectOf,
  updatedExpectations,
} from '../../reporters/expectations.js';
import { type ParsedReport, parseReport } from '../../reporters/json.js';
import type { Report } from '../../reporters/report.js';
import { type CommandError, usageError } from '../exit.js';
import { readText } from '../files.js';

/** The expectations in force, and the file they are kept in. */
export interface Known {
  readonly entries: readonly ExpectationEntry[];
  /** Absent for a URL without `--expectations`. */
  readonly file?: string;
}

/** What stands for the file that is kept with the target's adapter. */
export const OWN = 'own';

/**
 * The expectations that the user named. Without a name nothing is laid over the verdicts, so that a run shows all that fails;
 * the target's own file is then only what an update writes, and keeps the reasons of.
 * @throws CommandError for a file that can't be read or is none
 */
export function readExpectations(choice: TargetChoice, named: string | undefined, updating: boolean): Known {
  const own = choice.kind === 'known' ? expectationsFile(choice.name) : undefined;
  if (named === OWN && own === undefined) throw usageError(`A URL has no expectations of its own: name a file.`);
  const file = named === undefined || named === OWN ? own : named;
  if (file === undefined) return { entries: [] };
  if (named === undefined && (!updating || !existsSync(file))) return { entries: [], file };
  const parsed = parseExpectations(readText(file));
  if (parsed.kind === 'invalid') throw usageError(`${file} is no file of expectations: ${parsed.message}`);
  return { entries: parsed.entries, file };
}

/** Whether expectations are kept with the target, and the user named none. */
export function keptFor(choice: TargetChoice, named: string | undefined): boolean {
  if (choice.kind !== 'known' || named !== undefined) return false;
  const file = expectationsFile(choice.name);
  if (!existsSync(file)) return false;
  const parsed = parseExpectations(readText(file));
  return parsed.kind === 'expectations' && parsed.entries.length > 0;
}

/** Writes the expectations that make this report all as expected. */
export function updateExpectations(known: Known, report: Report, whole: boolean): Required<Known> {
  if (known.file === undefined) throw usageError('There is no file of expectations to write: use --expectations FILE.');
  const entries = updatedExpectations(report, known.entries, whole);
  writeFileSync(known.file, renderExpectations(report.target.name, entries));
  return { entries, file: known.file };
}

export function unmatchedError(known: Known, unmatched: readonly ExpectationEntry[]): CommandError {
  const named = unmatched.slice(0, 5).map((entry) => `"${subjectOf(entry)}"`);
  const more = unmatched.length - named.length;
  return usageError(
    `${known.file ?? 'The expectations'} has entries that match nothing: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  );
}

/**
 * Reads a report.
 * @throws CommandError for a file that can't be read or is none
 */
export function readReport(path: string): Report {
  const parsed: ParsedReport = parseReport(readText(path));
  if (parsed.kind === 'invalid') throw usageError(`${path} can't be used as a report. ${parsed.message}`);
  return parsed.report;
}
