import { join } from 'node:path';
import { fileValidator } from '../schemas/validate.js';
import type { Edition, Service } from './spec.js';
import { YamlFile } from './yaml-file.js';

/** How sure a piece of evidence or a statement is. */
export type Evidence = 'documented' | 'modelled' | 'recorded' | 'inferred';

/** A written decision where a reference is silent or contradicts itself. */
export interface Adjudication {
  /** `A01`..`A27` are of `sfn`, `L01`..`L11` of `durable`. */
  readonly id: string;
  readonly service: Service;
  readonly question: string;
  readonly readings: readonly string[];
  readonly evidence: readonly { readonly grade: Evidence; readonly source: string; readonly note: string }[];
  /** What the suite holds. */
  readonly decision: string;
  /** JSON pointers into a spec file of the service: what the decision is about. */
  readonly touches: readonly string[];
  readonly corrections: readonly Correction[];
}

/** What an adjudication changes in a spec, as `effectiveSpec` lays it over. */
export interface Correction {
  readonly editions: readonly Edition[];
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

let all: ReadonlyMap<string, Adjudication> | undefined;

/**
 * Every adjudication, by its id, from `specs/adjudications/*.yaml`: checked against `schemas/adjudications.schema.json`.
 * Throws `YamlFileError`, which names the file and the line.
 */
export function loadAdjudications(): ReadonlyMap<string, Adjudication> {
  all ??= readAdjudications([
    ['sfn', join('specs', 'adjudications', 'sfn.yaml')],
    ['durable', join('specs', 'adjudications', 'durable.yaml')],
  ]);
  return all;
}

/** Reads adjudications from given files, for tests. */
export function readAdjudications(files: readonly (readonly [Service, string])[]): ReadonlyMap<string, Adjudication> {
  const byId = new Map<string, Adjudication>();
  for (const [service, path] of files) {
    const file = new YamlFile(path);
    const [problem] = fileValidator('adjudications')(file.value);
    if (problem) throw file.error(problem.path, problem.message);
    for (const [index, entry] of (
      file.value as (Omit<Adjudication, 'corrections'> & Partial<Adjudication>)[]
    ).entries()) {
      if (byId.has(entry.id)) throw file.error(`/${index}/id`, `the id ${entry.id} is taken`);
      byId.set(entry.id, { ...entry, service, corrections: entry.corrections ?? [] });
    }
  }
  return byId;
}
