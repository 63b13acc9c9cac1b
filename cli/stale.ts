import { basename } from 'node:path';
import { counted } from '../reporters/text.js';
import { ExtractionError } from '../specs/extract/error.js';
import { editions } from '../specs/load.js';
import { type EditionTexts, loadPassages, placeText, type Staleness, stalenessOf } from '../specs/passages.js';
import type { Edition, Service } from '../specs/spec.js';
import { type ExitCode, exitCodes, usageError } from './exit.js';
import { readText } from './files.js';

/** A passage that changed, and what leans on it. */
interface StaleRow {
  readonly at: string;
  readonly place: string;
  readonly now: 'changed' | 'gone';
  /** Where the changed words stand in the given text. */
  readonly line?: number;
  readonly statements: readonly { readonly id: string; readonly cases: readonly string[] }[];
}

/**
 * `drift --reference FILE`: which passages that statements cite are no longer what they were in this text of the reference, and
 * which cases are stale by that.
 * @param edition the edition whose text it is; by default the one that has a text of this kind
 */
export async function showStale(file: string, edition: Edition | undefined, json: boolean): Promise<ExitCode> {
  const text = readText(file);
  const { service, edition: of, texts } = editionOf(text, edition);
  const staleness = judged(file, of, texts, service);
  const { allCases } = await import('./runner/catalogue.js');
  const citing = new Map<string, string[]>();
  for (const { id, cites } of await allCases()) {
    for (const cited of cites) citing.set(cited, [...(citing.get(cited) ?? []), id]);
  }
  const rows = staleness.stale.map(
    ({ passage, now, line, statements }): StaleRow => ({
      at: passage.at,
      place: placeText(passage),
      now,
      ...(line === undefined ? {} : { line }),
      statements: statements.map((id) => ({ id, cases: citing.get(id) ?? [] })),
    }),
  );
  process.stdout.write(json ? asJson(file, staleness, rows) : asText(file, staleness, rows));
  return rows.length === 0 ? exitCodes.ok : exitCodes.nonconforming;
}

function judged(file: string, edition: Edition, texts: EditionTexts, service: Service): Staleness {
  try {
    return stalenessOf(edition, texts, loadPassages(service));
  } catch (error) {
    if (error instanceof ExtractionError) throw usageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Which edition a text is of, by its service and its kind: a service model, a whole reference, or the page of an operation. */
function editionOf(
  text: string,
  given: Edition | undefined,
): { readonly service: Service; readonly edition: Edition; readonly texts: EditionTexts } {
  const isModel = /^\s*\{/.test(text);
  const service: Service = /AWSStepFunctions|Step Functions/.test(text) ? 'sfn' : 'durable';
  const usual = service === 'durable' ? '2025-12-01' : isModel ? 'current' : '2017-03-30';
  const known = editions().find(({ edition }) => edition === (given ?? usual));
  if (known === undefined) {
    const names = editions().map(({ edition }) => edition);
    throw usageError(`There is no edition "${given}": take one of ${names.join(', ')}.`);
  }
  return { ...known, texts: isModel ? { model: text } : { reference: text } };
}

function casesOf(rows: readonly StaleRow[]): string[] {
  return [...new Set(rows.flatMap(({ statements }) => statements.flatMap(({ cases }) => cases)))].sort();
}

function asJson(file: string, { edition, passages, elsewhere }: Staleness, rows: readonly StaleRow[]): string {
  const stale = { passages: rows.length, statements: statementCount(rows), cases: casesOf(rows) };
  const told = { edition, reference: basename(file), passages, elsewhere, stale, changes: rows };
  return `${JSON.stringify(told, undefined, 2)}\n`;
}

function asText(file: string, { edition, passages, elsewhere }: Staleness, rows: readonly StaleRow[]): string {
  const lines = [`edition ${edition}, against ${basename(file)}`, ''];
  for (const { at, place, now, line, statements } of rows) {
    const where = line === undefined || place === `line ${line}` ? '' : `, now line ${line}`;
    lines.push(now === 'gone' ? `${at}: gone (was ${place})` : `${at}: other words (was ${place}${where})`);
    for (const { id, cases } of statements) {
      lines.push(`  ${id}${cases.length === 0 ? ' (no case cites it)' : ''}`, ...cases.map((one) => `    ${one}`));
    }
    lines.push('');
  }
  const cases = casesOf(rows).length;
  lines.push(
    rows.length === 0
      ? `${counted(passages, 'cited passage')}, each as it was.`
      : `${rows.length} of ${counted(passages, 'cited passage')} are not what they were: ${counted(statementCount(rows), 'statement')} and ${counted(cases, 'case')} are stale.`,
    `${counted(elsewhere, 'statement')} of the edition cite other sources, which this text can't tell about.`,
  );
  return `${lines.join('\n')}\n`;
}

const statementCount = (rows: readonly StaleRow[]): number => rows.reduce((sum, row) => sum + row.statements.length, 0);
