import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { contractText, operationHint } from '../specs/contract.js';
import { countSpec, type SpecCounts } from '../specs/counts.js';
import { effectiveSpec } from '../specs/effective.js';
import { type Extraction, extractSpec } from '../specs/extract/editions.js';
import { ExtractionError } from '../specs/extract/error.js';
import { writeSpec } from '../specs/extract/write.js';
import { editions, loadSpec, serviceOfEdition } from '../specs/load.js';
import type { Edition, Service, Spec } from '../specs/spec.js';
import { usageError } from './exit.js';
import { readText } from './files.js';

/** `spec`: the counts of an edition, or the contract of one of its operations. `spec extract`: a spec from another text. */
export function specCommand(): Command {
  return (
    new Command('spec')
      // "extract" has an --edition of its own.
      .enablePositionalOptions()
      .description("Shows what an edition of the reference states: its counts, or one operation's contract")
      .argument('[operation]', 'an operation, such as StartExecution')
      .addOption(editionOption())
      .option('--json', 'print JSON')
      .action((operation: string | undefined, options: { readonly edition: Edition; readonly json?: boolean }) => {
        process.stdout.write(show(operation, options.edition, options.json === true));
      })
      .addCommand(extractCommand())
  );
}

function editionOption(): Option {
  return new Option('--edition <edition>', 'which edition')
    .choices(editions().map(({ edition }) => edition))
    .default('current');
}

function show(operation: string | undefined, edition: Edition, json: boolean): string {
  const service = serviceOfEdition(edition);
  const spec = loadSpec(service, edition);
  if (operation === undefined) return json ? countsJson(spec) : countsText(spec);
  if (!Object.hasOwn(spec.operations, operation)) {
    throw usageError(
      `The edition ${edition} has no operation "${operation}": ${operationHint(service, edition, operation)}`,
    );
  }
  if (!json) return contractText(service, edition, operation);
  return `${JSON.stringify({ edition, operation, ...effectiveSpec(service, edition).spec.operations[operation] }, undefined, 2)}\n`;
}

function countsJson(spec: Spec): string {
  const { service, edition, apiVersion, sources } = spec;
  return `${JSON.stringify({ service, edition, apiVersion, sources, ...countSpec(spec) }, undefined, 2)}\n`;
}

const COUNT_WORDS: Readonly<Record<keyof SpecCounts, string>> = {
  operations: 'operations',
  dataTypes: 'data types',
  requestMembers: 'request members',
  requiredRequestMembers: 'required request members',
  responseMembers: 'response members',
  dataTypeMembers: 'members of data types',
  lengthConstraints: 'length constraints',
  ranges: 'ranges',
  patterns: 'patterns',
  errorDeclarations: 'error declarations',
  distinctErrors: 'distinct errors',
  commonErrors: 'common errors',
  commonParameters: 'common parameters',
  enums: 'enumerations',
  enumValues: 'values of enumerations',
  emptyResponses: 'empty responses',
  historyEventTypes: 'types of history events',
};

function countsText(spec: Spec): string {
  const counts = countSpec(spec);
  const lines = [`${spec.service}, edition ${spec.edition}`];
  for (const source of [spec.sources.reference, spec.sources.model]) {
    if (source) lines.push(`from ${source.title}${source.date ? ` (${source.date})` : ''}`);
  }
  lines.push('');
  for (const [key, words] of Object.entries(COUNT_WORDS)) {
    lines.push(`${String(counts[key as keyof SpecCounts]).padStart(6)}  ${words}`);
  }
  lines.push('', ...Object.keys(spec.operations));
  return `${lines.join('\n')}\n`;
}

interface ExtractOptions {
  readonly service?: Service;
  readonly edition?: Edition;
  readonly out?: string;
}

function extractCommand(): Command {
  return new Command('extract')
    .description('Reads a spec from the text of an API reference, the page of one operation, or a service model')
    .argument('<file>', 'the Markdown or plain text, or the model as JSON (service-2.json)')
    .addOption(
      new Option('--service <service>', 'the service, when the text does not tell').choices(['sfn', 'durable']),
    )
    .option('--edition <name>', 'the name of the edition, when the text prints none')
    .option('--out <file>', 'where the spec goes (default: standard output)')
    .addHelpText('after', '\nA line that cannot be classified ends the command with exit code 2 and is named.')
    .action((file: string, options: ExtractOptions) => extract(file, options));
}

function extract(file: string, { service, edition, out }: ExtractOptions): void {
  const text = readText(file);
  let extraction: Extraction;
  try {
    extraction = extractSpec(
      { text, title: basename(file) },
      { ...(service ? { service } : {}), ...(edition ? { edition } : {}) },
    );
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    throw usageError(`${file}: ${error.message}`, { cause: error });
  }
  for (const note of extraction.notes) process.stderr.write(`${file}: ${note}\n`);
  const spec = writeSpec(extraction.spec);
  if (out === undefined) process.stdout.write(spec);
  else save(out, spec);
}

function save(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw usageError(`Can't write '${path}': ${(error as Error).message}.`, { cause: error });
  }
}
