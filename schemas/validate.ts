import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { UnknownEditionError } from '../specs/load.js';
import { packageRoot } from '../specs/package-root.js';
import type { Edition, Service } from '../specs/spec.js';

/** One thing that is wrong with a value. */
export interface Problem {
  /** A JSON pointer to the place; for a missing member, to where it belongs. Empty for the value itself. */
  readonly path: string;
  /** The JSON Schema keyword that does not hold: `required`, `type`, `maxLength`, `enum`, ... */
  readonly keyword: string;
  /** What is wrong, without the path: "must be string". */
  readonly message: string;
  /** The number that was passed, for keywords that have one. */
  readonly limit?: number;
}

/** Every problem of a value; none when it is valid. A body of zero bytes is given as undefined and counts as {}. */
export type Validate = (value: unknown) => Problem[];

/**
 * The validators of one edition. Each method throws `RangeError` for a name that the edition does not have. A value has every
 * member under its name, wherever the member travels; for `sfn` that is the JSON body.
 */
export interface Validators {
  has(kind: 'request' | 'response' | 'error' | 'dataType', name: string): boolean;
  request(operation: string): Validate;
  response(operation: string): Validate;
  error(name: string): Validate;
  dataType(name: string): Validate;
}

const load = createRequire(import.meta.url);
const FOLDERS = { request: 'requests', response: 'responses', error: 'errors', dataType: 'data-types' } as const;

/**
 * The compiled validators of an edition, from `dist/validators` (made by `npm run build`, also when the sources run).
 * Throws `UnknownEditionError`, or an error that says to build when they are not there.
 */
export async function loadValidators(service: Service, edition: Edition): Promise<Validators> {
  return loadValidatorsNow(service, edition);
}

/** The same, for whoever can't wait. */
export function loadValidatorsNow(service: Service, edition: Edition): Validators {
  const compiled = loadModule(`${service}-${edition}.cjs`, () => new UnknownEditionError(service, edition));
  const find = (kind: keyof typeof FOLDERS, name: string): Validate => {
    const validate = compiled[`${FOLDERS[kind]}/${name}`];
    if (!validate) throw new RangeError(`The edition ${edition} of ${service} has no ${kind} schema for ${name}.`);
    return problemsOf(validate);
  };
  return {
    has: (kind, name) => Object.hasOwn(compiled, `${FOLDERS[kind]}/${name}`),
    request: (operation) => find('request', operation),
    response: (operation) => find('response', operation),
    error: (name) => find('error', name),
    dataType: (name) => find('dataType', name),
  };
}

/** The validator of a kind of file in the package. */
export function fileValidator(kind: 'adjudications' | 'statements' | 'untested'): Validate {
  const validate = loadModule('files.cjs')[kind];
  if (!validate) throw new Error(`The build has no validator for ${kind}: run "npm run build".`);
  return problemsOf(validate);
}

function loadModule(name: string, unknown?: () => Error): Readonly<Record<string, ValidateFunction | undefined>> {
  const file = join(packageRoot, 'dist', 'validators', name);
  if (!existsSync(file)) {
    if (unknown && existsSync(join(packageRoot, 'dist', 'validators', 'files.cjs'))) throw unknown();
    throw new Error('The validators are not built: run "npm run build" once in the folder of sfn-conformance.');
  }
  return load(file) as Readonly<Record<string, ValidateFunction | undefined>>;
}

function problemsOf(validate: ValidateFunction): Validate {
  return (value) => {
    if (validate(value === undefined ? {} : value)) return [];
    const problems = (validate.errors ?? []).map(problemOf);
    // A value of a wrong type breaks nothing else that is worth a word.
    const mistyped = new Set(problems.flatMap(({ path, keyword }) => (keyword === 'type' ? [path] : [])));
    return problems.filter(({ path, keyword }) => keyword === 'type' || !mistyped.has(path));
  };
}

function problemOf({ instancePath, keyword, params, message }: ErrorObject): Problem {
  const { missingProperty, additionalProperty, limit, allowedValues } = params as Readonly<Record<string, unknown>>;
  if (typeof missingProperty === 'string') {
    return { path: `${instancePath}/${escapeStep(missingProperty)}`, keyword, message: 'is missing' };
  }
  if (typeof additionalProperty === 'string') {
    return { path: `${instancePath}/${escapeStep(additionalProperty)}`, keyword, message: 'is unknown' };
  }
  if (Array.isArray(allowedValues)) {
    return { path: instancePath, keyword, message: `must be ${enumeration(allowedValues)}` };
  }
  return {
    path: instancePath,
    keyword,
    message: message ?? 'is not valid',
    ...(typeof limit === 'number' ? { limit } : {}),
  };
}

/** The values themselves while they are few enough to read. */
function enumeration(values: readonly unknown[]): string {
  return values.length <= 12
    ? `one of ${values.join(', ')}`
    : `one of the ${values.length} values that the edition lists`;
}

function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
