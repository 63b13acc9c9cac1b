import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Capability, fail, late, never, type Step, succeed } from '../../harness/index.js';
import { packageRoot } from '../../specs/package-root.js';

/** A step of a task's script, as `schemas/asl-cases.schema.json` has it. */
export type StepData =
  | 'never'
  | { readonly succeed: unknown }
  | { readonly fail: { readonly error?: string; readonly cause?: string } }
  | { readonly late: { readonly seconds: number; readonly then: StepData } };

export interface Expectation {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly events?: readonly string[];
  readonly seconds?: { readonly atLeast?: number; readonly below?: number };
  readonly inputs?: Readonly<Record<string, readonly unknown[]>>;
}

export interface RunData {
  readonly input?: unknown;
  readonly tasks?: Readonly<Record<string, readonly StepData[]>>;
  readonly expect: Expectation;
}

export interface CaseData {
  readonly title: string;
  readonly cites: readonly [string, ...string[]];
  readonly requires?: readonly Capability[];
  readonly editions?: readonly string[];
  readonly definition: Record<string, unknown>;
  readonly runs?: readonly RunData[];
  readonly refused?: Readonly<Record<string, object | string>>;
}

export interface Topic {
  /** The name of the file, without its ending. */
  readonly name: string;
  readonly topic: string;
  readonly cases: readonly CaseData[];
}

/** A step as the harness follows it. */
export function stepOf(data: StepData): Step {
  if (data === 'never') return never();
  if ('succeed' in data) return succeed(data.succeed);
  if ('fail' in data) return fail(data.fail.error, data.fail.cause);
  return late(data.late.seconds, stepOf(data.late.then));
}

/** All case files of `suites/asl/cases`, checked against their schema. Throws with the file's name when one does not fit. */
export function loadTopics(): Topic[] {
  const schema = JSON.parse(readFileSync(join(packageRoot, 'schemas', 'asl-cases.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<Omit<Topic, 'name'>>(schema);
  const folder = join(packageRoot, 'suites', 'asl', 'cases');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const data: unknown = parse(readFileSync(join(folder, file), 'utf8'));
      if (!validate(data)) {
        const problems = validate.errors?.map((error) => `${error.instancePath} ${error.message}`).join('; ');
        throw new Error(`suites/asl/cases/${file} is no file of cases: ${problems}`);
      }
      return { name: basename(file, '.yaml'), ...data };
    });
}
