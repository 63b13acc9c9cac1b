import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../../specs/package-root.js';
import { COUNTEREXAMPLE_VERSION, type Counterexample } from './counterexample.js';

export type ParsedCounterexample =
  | { readonly kind: 'counterexample'; readonly counterexample: Counterexample }
  /** One sentence: what is wrong with the file. */
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads a counterexample's text, and checks it against its schema. */
export function parseCounterexample(text: string): ParsedCounterexample {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'invalid', message: `It is no JSON: ${(error as Error).message}.` };
  }
  const version = typeof value === 'object' && value !== null ? Reflect.get(value, 'counterexampleVersion') : undefined;
  if (version === undefined)
    return { kind: 'invalid', message: 'It is no counterexample: it has no counterexampleVersion.' };
  if (version !== COUNTEREXAMPLE_VERSION) {
    const message = `It has version ${String(version)}, and this tool reads version ${COUNTEREXAMPLE_VERSION}: use the version of sfn-conformance that wrote it.`;
    return { kind: 'invalid', message };
  }
  const schema = readFileSync(join(packageRoot, 'schemas', 'counterexample.schema.json'), 'utf8');
  const validate = new Ajv2020({ allErrors: false }).compile<Counterexample>(JSON.parse(schema) as object);
  if (validate(value)) return { kind: 'counterexample', counterexample: value };
  const [problem] = validate.errors ?? [];
  return { kind: 'invalid', message: `${problem?.instancePath || 'It'} ${problem?.message ?? 'is not valid'}.` };
}
