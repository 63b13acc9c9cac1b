import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { expectationsFile, type TargetChoice } from '../../adapters/registry.js';
import { compareReports } from '../../reporters/compare.js';
import {
  type ExpectationEntry,
  overlay,
  parseExpectations,
  renderExpectations,
  subjectOf,
  updatedExpectations,
} from '../../reporters/expectations.js';
import { type ParsedReport, parseReport } from '../../reporters/json.js';
import { type CaseResult, nameOfRow, type Report } from '../../reporters/report.js';
import { type CommandError, usageError } from '../exit.js';
import { fileProblem, readText } from '../files.js';
import type { Surprises } from './second-chances.js';

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
  const isNew = !existsSync(file);
  if (updating) assertOurs(file, named, isNew);
  // An update may write the first one.
  if ((named === undefined && !updating) || (updating && isNew)) return { entries: [], file };
  const parsed = parseExpectations(readText(file));
  if (parsed.kind === 'invalid') throw usageError(`${file} is no file of expectations: ${parsed.message}`);
  return { entries: parsed.entries, file };
}

/** @throws CommandError for a file that an update should not, or can't, write: found out before a long run */
function assertOurs(file: string, named: string | undefined, isNew: boolean): void {
  if ((named === undefined || named === OWN) && file.split(sep).includes('node_modules')) {
    throw usageError(
      '--update-expectations would write into the installed package: name a file of yours with --expectations FILE.',
    );
  }
  const folder = dirname(resolve(file));
  if (isNew && !existsSync(folder)) throw usageError(`Can't write '${file}': there is no folder ${folder}.`);
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
  try {
    writeFileSync(known.file, renderExpectations(report.target.name, entries));
  } catch (error) {
    throw usageError(`Can't write '${known.file}': ${fileProblem(error)}.`, { cause: error });
  }
  return { entries, file: known.file };
}

/**
 * What of a report is not as in the baseline, or else not as expected: what got worse, what got better, and what can't be told.
 * Nothing is a surprise to whoever expects nothing.
 */
export function surprisesOf(
  report: Report,
  entries: readonly ExpectationEntry[],
  baseline: Report | undefined,
): Surprises {
  const laid = overlay(report, entries).report;
  if (baseline !== undefined) {
    const { regressions, fixes, unclear, rows } = compareReports(baseline, laid);
    const changed = [...regressions, ...fixes, ...unclear];
    return { cases: new Set(changed.map(({ after }) => after.id)), rows: new Set(rows.regressions.map(nameOfRow)) };
  }
  if (entries.length === 0) return { cases: new Set(), rows: new Set() };
  const isSurprise = ({ verdict, expectation }: CaseResult) =>
    expectation === 'regression' ||
    expectation === 'unexpected-pass' ||
    (verdict === 'inconclusive' && expectation !== 'expected');
  const rows = laid.contract.filter(({ expectation }) => expectation === 'regression');
  return { cases: new Set(laid.cases.filter(isSurprise).map(({ id }) => id)), rows: new Set(rows.map(nameOfRow)) };
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
