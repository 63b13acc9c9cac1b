import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from '../../specs/package-root.js';
import {
  TRANSCRIPT_VERSION,
  type TranscriptExchange,
  type TranscriptFile,
  type TranscriptHeader,
} from './transcript-file.js';

export type ParsedTranscript =
  | { readonly kind: 'transcript'; readonly transcript: TranscriptFile }
  /** One sentence: what is wrong with the file. */
  | { readonly kind: 'invalid'; readonly message: string };

/** The version that the first line of a text names, when it is that of a transcript. */
export function transcriptVersionOf(text: string): unknown {
  const header = parsed(text.split('\n', 1)[0] ?? '');
  return typeof header === 'object' && header !== null && 'transcriptVersion' in header
    ? header.transcriptVersion
    : undefined;
}

/** Reads a transcript's text, and checks each line against the schema. A last line that was cut short is left out. */
export function parseTranscript(text: string): ParsedTranscript {
  const version = transcriptVersionOf(text);
  if (version === undefined) return invalid('It is no transcript: its first line has no transcriptVersion.');
  if (version !== TRANSCRIPT_VERSION) {
    return invalid(
      `It has version ${String(version)}, and this tool reads version ${TRANSCRIPT_VERSION}: use the version of sfn-conformance that wrote it.`,
    );
  }
  const lines = text.split('\n');
  const validate = { header: validator('header'), exchange: validator('exchange') };
  const exchanges: TranscriptExchange[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    // Whoever recorded it was killed while it wrote.
    if (value === undefined && at === lines.length - 1) break;
    if (value === undefined) return invalid(`Line ${at + 1} is no JSON.`);
    const isValid = at === 0 ? validate.header : validate.exchange;
    if (!isValid(value)) {
      const [problem] = isValid.errors ?? [];
      return invalid(`Line ${at + 1}: ${problem?.instancePath || 'it'} ${problem?.message ?? 'is not valid'}.`);
    }
    if (at > 0) exchanges.push(value as TranscriptExchange);
  }
  return { kind: 'transcript', transcript: { header: parsed(lines[0] ?? '') as TranscriptHeader, exchanges } };
}

function invalid(message: string): ParsedTranscript {
  return { kind: 'invalid', message };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

let ajv: Ajv2020 | undefined;

function validator(part: 'header' | 'exchange'): ValidateFunction {
  const id = 'transcript';
  if (ajv === undefined) {
    ajv = new Ajv2020({ strictRequired: false });
    ajv.addSchema(
      JSON.parse(readFileSync(join(packageRoot, 'schemas', 'transcript.schema.json'), 'utf8')) as object,
      id,
    );
  }
  return ajv.compile({ $ref: `${id}#/$defs/${part}` });
}
