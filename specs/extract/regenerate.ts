import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../package-root.js';
import { citedPassages, type PassageFile } from '../passages.js';
import type { Service, Spec } from '../spec.js';
import { type SourceText, specOfModel, specOfModelAndPage, specOfReference } from './editions.js';
import { writeSpec } from './write.js';

/** The committed specs and what they are made from. The hashes in them pin the sources. */
const SOURCES = {
  sfnReference: {
    file: 'seeds/step-functions-api-reference-2017-03-30.md',
    title: 'AWS Step Functions: API Reference, published on March 30, 2017',
  },
  sfnModel: {
    file: 'models/stepfunctions-current.json',
    date: '2026-10-01',
    title: 'botocore 1.43.107, stepfunctions/2016-11-23/service-2.json',
  },
  durablePage: {
    file: 'seeds/lambda-stop-durable-execution-2025-12-01.txt',
    title: 'AWS Lambda API Reference: StopDurableExecution',
  },
  durableModel: {
    file: 'models/lambda-durable-current.json',
    date: '2026-10-01',
    title: 'botocore 1.43.107, lambda/2015-03-31/service-2.json, cut to the durable operations and what they need',
  },
} as const;

/** What the statements of each edition may cite by line or shape. */
const TEXTS = {
  sfn: { '2017-03-30': { reference: SOURCES.sfnReference.file }, current: { model: SOURCES.sfnModel.file } },
  durable: { '2025-12-01': { reference: SOURCES.durablePage.file, model: SOURCES.durableModel.file } },
} as const;

/**
 * The committed digests of the passages that statements cite, made anew from the same folder. They follow the specs and the
 * statements, so the specs are written first.
 */
export function regeneratePassages(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return (Object.keys(TEXTS) as Service[]).map((service) => {
    const cited = Object.entries<{ reference?: string; model?: string }>(TEXTS[service]).map(([edition, files]) => {
      const texts = Object.fromEntries(
        Object.entries(files).map(([kind, file]) => [kind, readFileSync(join(folder, file), 'utf8')]),
      );
      return [edition, citedPassages(service, edition, texts)] as const;
    });
    const file: PassageFile = { passagesVersion: 1, editions: Object.fromEntries(cited) };
    return { path: join('specs', service, 'passages.json'), text: writePassages(file) };
  });
}

/** One line a passage, so that a change of one is a change of one line. */
function writePassages({ passagesVersion, editions }: PassageFile): string {
  const lists = Object.entries(editions).map(([edition, passages]) => {
    const rows = passages.map((passage) => `      ${JSON.stringify(passage)}`);
    return `    ${JSON.stringify(edition)}: [\n${rows.join(',\n')}\n    ]`;
  });
  return `{\n  "passagesVersion": ${passagesVersion},\n  "editions": {\n${lists.join(',\n')}\n  }\n}\n`;
}

/**
 * The committed spec files, made anew from the reference texts and models in `folder` (it has `seeds/` and `models/`): the path
 * in the package and the bytes that belong there. Throws when a source is missing or cannot be read.
 */
export function regenerate(folder: string): readonly { readonly path: string; readonly text: string }[] {
  const source = ({ file, ...named }: (typeof SOURCES)[keyof typeof SOURCES]): SourceText => ({
    text: readFileSync(join(folder, file), 'utf8'),
    ...named,
  });
  const specs: Spec[] = [
    specOfReference('sfn', source(SOURCES.sfnReference)).spec,
    specOfModel('sfn', 'current', source(SOURCES.sfnModel)).spec,
    specOfModelAndPage('durable', '2025-12-01', source(SOURCES.durableModel), source(SOURCES.durablePage)).spec,
  ];
  return specs.map((spec) => ({ path: join('specs', spec.service, `${spec.edition}.json`), text: writeSpec(spec) }));
}

/** `node dist/specs/extract/regenerate.js <folder>` writes them. */
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  if (!folder) throw new Error('Say where the reference texts are: regenerate.js <folder with seeds/ and models/>.');
  for (const { path, text } of regenerate(folder)) writeFileSync(join(packageRoot, path), text);
  for (const { path, text } of regeneratePassages(folder)) writeFileSync(join(packageRoot, path), text);
}
