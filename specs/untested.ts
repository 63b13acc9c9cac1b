import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileValidator } from '../schemas/validate.js';
import { editions } from './load.js';
import { packageRoot } from './package-root.js';
import type { Service } from './spec.js';
import { loadStatements } from './statements.js';
import { YamlFile } from './yaml-file.js';

interface Entry {
  readonly statements: readonly string[];
  readonly reason: string;
}

/**
 * Why statements have no case, by their ids, from `specs/<service>/untested.yaml`: nothing where a service has no such file.
 * Throws `YamlFileError`, with file and line, for a pattern that matches no statement of any edition, and for one that matches
 * a statement that a case cites after all.
 * @param cited the statements that cases cite, in whatever edition
 */
export function loadUntested(service: Service, cited: ReadonlySet<string>): ReadonlyMap<string, string> {
  const path = join(packageRoot, 'specs', service, 'untested.yaml');
  return existsSync(path) ? readUntested(service, path, cited) : new Map();
}

/** As `loadUntested`, from a given file. */
export function readUntested(service: Service, path: string, cited: ReadonlySet<string>): ReadonlyMap<string, string> {
  const file = new YamlFile(path);
  const [problem] = fileValidator('untested')(file.value);
  if (problem) throw file.error(problem.path, problem.message);
  const ids = new Set(
    editions()
      .filter((entry) => entry.service === service)
      .flatMap(({ edition }) => [...loadStatements(service, edition).keys()]),
  );
  const reasons = new Map<string, string>();
  for (const [index, { statements, reason }] of (file.value as readonly Entry[]).entries()) {
    for (const [place, pattern] of statements.entries()) {
      const at = `/${index}/statements/${place}`;
      const matched = matching(pattern, ids);
      if (matched.length === 0) throw file.error(at, `${pattern} matches no statement`);
      for (const id of matched) {
        if (cited.has(id)) throw file.error(at, `${pattern} matches ${id}, which a case cites`);
        reasons.set(id, reason);
      }
    }
  }
  return reasons;
}

function matching(pattern: string, ids: ReadonlySet<string>): string[] {
  if (!pattern.includes('*')) return ids.has(pattern) ? [pattern] : [];
  const literal = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const form = new RegExp(`^${literal.join('.*')}$`);
  return [...ids].filter((id) => form.test(id));
}
