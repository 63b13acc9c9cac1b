import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelPassage, passageAt, passagesOf, readServiceModel } from './extract/passages.js';
import { editions, serviceOfEdition } from './load.js';
import { packageRoot } from './package-root.js';
import type { Edition, Service } from './spec.js';
import { loadStatements, type Statement } from './statements.js';

/** What was read when the statements were written: digests of the passages that they cite, by edition. No words of them. */
export interface PassageFile {
  readonly passagesVersion: 1;
  readonly editions: Readonly<Record<Edition, readonly CitedPassage[]>>;
}

/** A passage that statements cite, by its line or its shape. */
export interface CitedPassage {
  readonly line?: number;
  readonly shape?: string;
  readonly at: string;
  readonly digest: string;
}

/** The texts that an edition was made from. */
export interface EditionTexts {
  /** A reference or the page of one operation. */
  readonly reference?: string;
  /** A service model. */
  readonly model?: string;
}

/** Statements whose passage is no longer what it was. */
export interface StalePassage {
  readonly passage: CitedPassage;
  /** `changed`: other words at the same place, in the text's `line`. `gone`: there is no such place. */
  readonly now: 'changed' | 'gone';
  readonly line?: number;
  readonly statements: readonly string[];
}

export interface Staleness {
  readonly edition: Edition;
  /** Passages that were looked for. */
  readonly passages: number;
  readonly stale: readonly StalePassage[];
  /** Statements of the edition that cite something else: no text given here tells whether they are stale. */
  readonly elsewhere: number;
}

/** The digests of one service, from `specs/<service>/passages.json`. */
export function loadPassages(service: Service): PassageFile {
  return JSON.parse(readFileSync(join(packageRoot, 'specs', service, 'passages.json'), 'utf8')) as PassageFile;
}

/** The passages that the statements of an edition cite. Throws where one cites what its texts do not have. */
export function citedPassages(service: Service, edition: Edition, texts: EditionTexts): readonly CitedPassage[] {
  const find = finderOf(texts);
  return places(service, edition)
    .filter(({ place }) => (place.line === undefined ? texts.model : texts.reference) !== undefined)
    .map(({ place, statements }) => {
      const found = find(place);
      if (found === undefined) {
        throw new Error(`${statements[0]} cites ${placeText(place)} of ${service}/${edition}, where nothing stands.`);
      }
      return { ...place, at: found.at, digest: found.digest };
    });
}

/** Which statements of an edition cite a passage that a text given for it no longer has, or has in other words. Pure but for the ledger. */
export function stalenessOf(edition: Edition, texts: EditionTexts, known: PassageFile): Staleness {
  const service = serviceOfEdition(edition);
  const cited = places(service, edition);
  const reference = texts.reference === undefined ? [] : passagesOf(texts.reference);
  const digests = new Set(reference.map(({ digest }) => digest));
  const model = texts.model === undefined ? undefined : readServiceModel(texts.model);
  let passages = 0;
  const stale: StalePassage[] = [];
  for (const passage of known.editions[edition] ?? []) {
    const now = (): Pick<StalePassage, 'now' | 'line'> | 'same' | 'unknown' => {
      if (passage.shape !== undefined) {
        if (model === undefined) return 'unknown';
        const found = modelPassage(model, passage.shape);
        if (found === undefined) return { now: 'gone' };
        return found.digest === passage.digest ? 'same' : { now: 'changed' };
      }
      if (texts.reference === undefined) return 'unknown';
      if (digests.has(passage.digest)) return 'same';
      const place = reference.find(({ at }) => at === passage.at);
      return place === undefined ? { now: 'gone' } : { now: 'changed', line: place.from };
    };
    const found = now();
    if (found === 'unknown') continue;
    passages++;
    if (found === 'same') continue;
    const statements = cited.find(({ place }) => placeText(place) === placeText(passage))?.statements ?? [];
    stale.push({ passage, ...found, statements });
  }
  const watched = cited
    .filter(({ place }) => (place.line === undefined ? model : texts.reference) !== undefined)
    .reduce((sum, { statements }) => sum + statements.length, 0);
  return { edition, passages, stale, elsewhere: loadStatements(service, edition).size - watched };
}

interface Place {
  readonly line?: number;
  readonly shape?: string;
}

export const placeText = ({ line, shape }: Place): string => (line === undefined ? `shape ${shape}` : `line ${line}`);

/** The places in the texts of an edition that statements cite, as `placeText` has them. */
export function citedPlaces(service: Service, edition: Edition): readonly string[] {
  return places(service, edition).map(({ place }) => placeText(place));
}

/** The places in the texts of an edition that statements cite, with those statements. Models first, then lines in their order. */
function places(
  service: Service,
  edition: Edition,
): readonly { readonly place: Place; readonly statements: readonly string[] }[] {
  const found = new Map<string, { readonly place: Place; readonly statements: Set<string> }>();
  // A later edition may lean on the text of an earlier one.
  const statements = editions()
    .filter((entry) => entry.service === service)
    .flatMap((entry) => [...loadStatements(service, entry.edition).values()]);
  for (const { id, cite } of statements) {
    if (cite.source !== `${service}/${edition}`) continue;
    const place = placeOf(cite);
    if (place === undefined) continue;
    const key = placeText(place);
    const known = found.get(key);
    if (known === undefined) found.set(key, { place, statements: new Set([id]) });
    else known.statements.add(id);
  }
  const order = ({ place }: { readonly place: Place }) => place.shape ?? String(place.line).padStart(6, '0');
  return [...found.values()]
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .map(({ place, statements: ids }) => ({ place, statements: [...ids].sort() }));
}

function placeOf({ line, shape }: Statement['cite']): Place | undefined {
  if (line !== undefined) return { line };
  return shape === undefined ? undefined : { shape };
}

function finderOf({ reference, model }: EditionTexts): (place: Place) => { at: string; digest: string } | undefined {
  const passages = reference === undefined ? [] : passagesOf(reference);
  const parsed = model === undefined ? undefined : readServiceModel(model);
  return ({ line, shape }) => {
    if (line !== undefined) return passageAt(passages, line);
    return parsed === undefined || shape === undefined ? undefined : modelPassage(parsed, shape);
  };
}
