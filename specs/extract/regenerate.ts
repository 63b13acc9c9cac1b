import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../package-root.js';
import type { Spec } from '../spec.js';
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
}
