import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from '../specs/package-root.js';

/** What is wrong with a document: a JSON pointer and a sentence. */
export interface Defect {
  readonly pointer: string;
  readonly message: string;
}

const MOST_DEFECTS = 5;
const compiled = new Map<string, ValidateFunction>();

/** The first defects of a value under a schema of `schemas/`, none when it is valid. */
export function defectsOf(schema: 'report' | 'expectations', value: unknown): Defect[] {
  const validate = compiled.get(schema) ?? compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, MOST_DEFECTS).map(({ instancePath, message, params }) => ({
    pointer: instancePath === '' ? '/' : instancePath,
    message: `${message ?? 'is not valid'}${detail(params)}`,
  }));
}

/** Defects as one line of text. */
export function defectsText(defects: readonly Defect[]): string {
  return defects.map(({ pointer, message }) => `${pointer === '/' ? 'the document' : pointer} ${message}`).join('; ');
}

function compile(schema: string): ValidateFunction {
  const text = readFileSync(join(packageRoot, 'schemas', `${schema}.schema.json`), 'utf8');
  const validate = new Ajv2020({ allErrors: false, strict: true, strictRequired: false }).compile(JSON.parse(text));
  compiled.set(schema, validate);
  return validate;
}

function detail(params: Readonly<Record<string, unknown>>): string {
  if ('allowedValues' in params) return ` (${JSON.stringify(params.allowedValues)})`;
  if ('additionalProperty' in params) return ` (${JSON.stringify(params.additionalProperty)})`;
  return '';
}
