import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileValidator } from '../schemas/validate.js';
import { loadAdjudications } from './adjudications.js';
import { editions } from './load.js';
import { packageRoot } from './package-root.js';
import type { Edition, Service } from './spec.js';
import type { Statement } from './statement.js';
import { structuralStatements } from './structural.js';
import { YamlFile } from './yaml-file.js';

export type { Statement, StatementCite } from './statement.js';

const loaded = new Map<string, ReadonlyMap<string, Statement>>();
const written = new Map<Service, readonly Statement[]>();

/**
 * Every statement that holds in an edition, by its id: those that follow from the spec, and those written by hand in
 * `specs/<service>/statements/*.yaml`. Throws `YamlFileError`, with file and line, for an unknown key, an id that is taken or of
 * another service, an adjudication or an edition that does not exist.
 */
export function loadStatements(service: Service, edition: Edition): ReadonlyMap<string, Statement> {
  const key = `${service}/${edition}`;
  const known = loaded.get(key);
  if (known) return known;
  const statements = new Map<string, Statement>();
  for (const statement of structuralStatements(service, edition)) {
    if (statements.has(statement.id)) throw new Error(`The structural statement ${statement.id} is made twice.`);
    statements.set(statement.id, statement);
  }
  for (const statement of writtenStatements(service)) {
    if (statement.editions.includes(edition)) statements.set(statement.id, statement);
  }
  loaded.set(key, statements);
  return statements;
}

function writtenStatements(service: Service): readonly Statement[] {
  const known = written.get(service);
  if (known) return known;
  const folder = join(packageRoot, 'specs', service, 'statements');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  const statements = readStatements(
    service,
    files.sort().map((file) => join(folder, file)),
  );
  written.set(service, statements);
  return statements;
}

/** Reads hand-written statements from given files of one service, and checks them as a whole. */
export function readStatements(service: Service, files: readonly string[]): readonly Statement[] {
  const own = editions()
    .filter((entry) => entry.service === service)
    .map((entry) => entry.edition);
  const structural = new Set(own.flatMap((edition) => structuralStatements(service, edition).map(({ id }) => id)));
  const validate = fileValidator('statements');
  const places = new Map<string, () => string>();
  const statements: Statement[] = [];
  for (const path of files) {
    const file = new YamlFile(path);
    const [problem] = validate(file.value);
    if (problem) throw file.error(problem.path, `${lastStep(problem.path)} ${problem.message}`);
    for (const [index, entry] of (file.value as WrittenEntry[]).entries()) {
      const at = `/${index}`;
      const scope = entry.id.slice(0, entry.id.indexOf(':'));
      if ((scope === 'durable') !== (service === 'durable'))
        throw file.error(`${at}/id`, `${entry.id} is not of ${service}`);
      const place = places.get(entry.id);
      const taken = structural.has(entry.id) ? 'is made from the spec' : place && `is in ${place()}`;
      if (taken) throw file.error(`${at}/id`, `the id ${entry.id} is taken: it ${taken}`);
      places.set(entry.id, () => `${file.file}:${file.lineOf(`${at}/id`)}`);
      if (entry.adjudication && loadAdjudications().get(entry.adjudication)?.service !== service) {
        throw file.error(`${at}/adjudication`, `there is no adjudication ${entry.adjudication} of ${service}`);
      }
      for (const [place, edition] of (entry.editions ?? []).entries()) {
        if (!own.includes(edition))
          throw file.error(`${at}/editions/${place}`, `there is no edition ${edition} of ${service}`);
      }
      statements.push({ ...entry, editions: entry.editions ?? own, origin: 'written' });
    }
  }
  return statements;
}

type WrittenEntry = Omit<Statement, 'editions' | 'origin'> & { readonly editions?: readonly Edition[] };

function lastStep(pointer: string): string {
  const step = pointer.slice(pointer.lastIndexOf('/') + 1);
  return step === '' || /^\d+$/.test(step) ? 'the entry' : `"${step}"`;
}
