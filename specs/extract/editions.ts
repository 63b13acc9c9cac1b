import { createHash } from 'node:crypto';
import type { Service, Source, Spec } from '../spec.js';
import { ExtractionError } from './error.js';
import { readModel } from './model.js';
import { extractPage } from './page.js';
import { extractReference } from './reference.js';

/** The text of a source and how it is named in the spec. */
export interface SourceText {
  readonly text: string;
  readonly title: string;
  readonly date?: string;
}

export interface Extraction {
  readonly spec: Spec;
  /** What was tolerated in the text, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * A spec from a text of any of the three kinds: a whole reference (it has a table of contents), the page of one operation, or a
 * service model (JSON). What the text does not tell, the service or the name of the edition, comes from `given`.
 * Throws `ExtractionError`.
 */
export function extractSpec(
  source: SourceText,
  given: { readonly service?: Service; readonly edition?: string } = {},
): Extraction {
  const { text } = source;
  if (text.trim() === '') throw new ExtractionError('the text is empty', 1);
  const service =
    given.service ??
    (/AWSStepFunctions|Step Functions/.test(text) ? 'sfn' : /AWS Lambda/.test(text) ? 'durable' : undefined);
  if (!service) throw new ExtractionError('the text does not tell its service: say --service sfn or --service durable');
  if (/^\s*\{/.test(text)) return specOfModel(service, given.edition ?? 'current', source);
  if (/^#+ +\**Table of Contents/m.test(text)) {
    const extraction = specOfReference(service, source);
    return given.edition ? { ...extraction, spec: { ...extraction.spec, edition: given.edition } } : extraction;
  }
  // The paths of the durable operations begin with the day of their edition.
  const edition = given.edition ?? /^[A-Z]+ \/(\d{4}-\d\d-\d\d)\//m.exec(text)?.[1];
  if (!edition)
    throw new ExtractionError('the text has no table of contents, and its request line no date: is it a reference?');
  return specOfPage(service, edition, source);
}

/** A spec from the text of a whole API reference. Its edition is the day of publication that the text prints. */
export function specOfReference(service: Service, source: SourceText): Extraction {
  const { apiVersion, published, operations, dataTypes, errors, commonErrors, commonParameters, notes } =
    extractReference(source.text);
  if (!published) throw new ExtractionError('the text does not say when it was published, so its edition has no name');
  const version = apiVersion ? { apiVersion } : {};
  const sources = { reference: sourceOf({ ...source, date: published }) };
  const spec: Spec = {
    specVersion: 1,
    service,
    edition: published,
    ...version,
    sources,
    operations,
    dataTypes,
    errors,
    commonErrors,
    commonParameters,
  };
  return { spec, notes };
}

/** A spec from an official service model. */
export function specOfModel(service: Service, edition: string, source: SourceText): Extraction {
  const spec: Spec = {
    specVersion: 1,
    service,
    edition,
    sources: { model: sourceOf(source) },
    ...readModel(source.text),
    commonErrors: {},
    commonParameters: {},
  };
  return { spec, notes: [] };
}

/** A spec from the page of one operation, without a model: its errors have no members but those that the page prints. */
export function specOfPage(service: Service, edition: string, source: SourceText): Extraction {
  const { name, operation } = extractPage(source.text);
  const errors: Record<string, Spec['errors'][string]> = {};
  for (const [error, { status, cite }] of Object.entries(operation.errors)) {
    errors[error] = { ...(status === undefined ? {} : { status }), members: {}, cite };
  }
  const spec: Spec = {
    specVersion: 1,
    service,
    edition,
    sources: { reference: sourceOf(source) },
    operations: { [name]: operation },
    dataTypes: {},
    errors,
    commonErrors: {},
    commonParameters: {},
  };
  return { spec, notes: [] };
}

/**
 * A spec from a model, where the page of one operation takes the place of what the model says about that operation. The model
 * gives the rest: the other operations, the data types, and the members of the errors.
 */
export function specOfModelAndPage(service: Service, edition: string, model: SourceText, page: SourceText): Extraction {
  const { spec } = specOfModel(service, edition, model);
  const { name, operation } = extractPage(page.text);
  for (const error of Object.keys(operation.errors)) {
    if (!Object.hasOwn(spec.errors, error))
      throw new ExtractionError(`the model lacks ${error}, which the page of ${name} declares`);
  }
  const sources = { reference: sourceOf(page), ...spec.sources };
  return { spec: { ...spec, sources, operations: { ...spec.operations, [name]: operation } }, notes: [] };
}

function sourceOf({ text, title, date }: SourceText): Source {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { title, sha256, ...(date ? { date } : {}) };
}
