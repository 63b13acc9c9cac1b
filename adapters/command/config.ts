import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { parse as parseYaml } from 'yaml';
import { type Capability, capabilities } from '../../harness/target.js';
import { TargetUsageError } from '../target-error.js';

/** How a user's own emulator is started. `{port}` and `{lambda-endpoint}` in its texts stand for what the run chooses. */
export interface CommandConfig {
  /** Of its log and in reports. */
  readonly name: string;
  readonly version?: string;
  /** The program and its arguments. No shell reads them. */
  readonly command: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Absent: a free one. */
  readonly port?: number;
  /** Where it is to be reached. */
  readonly url: string;
  /** It is ready when something listens at its address, or when this URL answers with a status below 500. */
  readonly ready: { readonly kind: 'tcp' } | { readonly kind: 'http'; readonly url: string };
  readonly readyMs: number;
  /** Run before its processes are ended. */
  readonly stop?: readonly string[];
  readonly capabilities: readonly Capability[];
}

/** As the file has it. */
interface Written {
  readonly name?: string;
  readonly version?: string | number;
  readonly command: string | readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly port?: number;
  readonly url?: string;
  readonly ready?: string;
  readonly readySeconds?: number;
  readonly stop?: string | readonly string[];
  readonly capabilities?: readonly Capability[];
}

const words = {
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
  ],
} as const;

const SCHEMA = {
  type: 'object',
  required: ['command'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
    version: { type: ['string', 'number'] },
    command: words,
    cwd: { type: 'string', minLength: 1 },
    env: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    port: { type: 'integer', minimum: 1, maximum: 65_535 },
    url: { type: 'string', pattern: '^https?://' },
    ready: { type: 'string', pattern: '^(tcp$|https?://)' },
    readySeconds: { type: 'number', exclusiveMinimum: 0, maximum: 3_600 },
    stop: words,
    capabilities: { type: 'array', items: { enum: Object.keys(capabilities) } },
  },
} as const;

const isWritten = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<Written>(SCHEMA);
const ADDRESS = 'http://127.0.0.1:{port}';
const READY_SECONDS = 60;

/**
 * Reads what stands after `command:`: the path of a YAML or JSON file, or a command line.
 * @throws TargetUsageError with one sentence
 */
export function readCommandConfig(text: string): CommandConfig {
  const isFile = /\.(ya?ml|json)$/i.test(text) && !/\s/.test(text.trim());
  if (isFile || existsSync(text)) return fromFile(resolve(text));
  if (text.trim() === '')
    throw new TargetUsageError('command: needs a file or a command line: command:./my-emulator.yaml.');
  return complete({ command: text }, process.cwd(), 'command');
}

function fromFile(path: string): CommandConfig {
  const name = basename(path, extname(path));
  return complete(readWritten(path), dirname(path), name);
}

function readWritten(path: string): Written {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TargetUsageError(`Can't read ${path}: ${missing ? 'there is no such file' : (error as Error).message}.`);
  }
  let value: unknown;
  try {
    // JSON is YAML, too.
    value = parseYaml(text);
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    throw new TargetUsageError(`${path} is no YAML: ${line.replace(/[:.]$/, '')}.`);
  }
  if (isWritten(value)) return value;
  const errors = isWritten.errors ?? [];
  // A name that is spelled wrong explains the one that is missing.
  throw new TargetUsageError(
    `${path}: ${told(errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0])}.`,
  );
}

function told(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it is not valid';
  const place = error.instancePath.slice(1).replaceAll('/', '.') || 'it';
  switch (error.keyword) {
    case 'additionalProperties':
      return `"${String(error.params.additionalProperty)}" is no setting; there are ${Object.keys(SCHEMA.properties).join(', ')}`;
    case 'required':
      return 'it has no command';
    case 'enum':
      return `${place} must be one of ${(error.params.allowedValues as string[]).join(', ')}`;
    case 'pattern':
      return `${place} ${PATTERNS[place] ?? error.message}`;
    default:
      return `${place} ${error.message}`;
  }
}

const PATTERNS: Readonly<Record<string, string>> = {
  name: 'must be letters, digits, dots, dashes and underscores',
  url: 'must begin with http:// or https://',
  ready: 'must be tcp, or a URL that begins with http:// or https://',
};

function complete(written: Written, folder: string, name: string): CommandConfig {
  const { version, port, env = {}, ready = 'tcp', readySeconds = READY_SECONDS } = written;
  return {
    name: written.name ?? name.replaceAll(/[^A-Za-z0-9._-]/g, '-'),
    ...(version === undefined ? {} : { version: String(version) }),
    command: typeof written.command === 'string' ? splitWords(written.command) : written.command,
    cwd: resolve(folder, written.cwd ?? '.'),
    env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)])),
    ...(port === undefined ? {} : { port }),
    url: written.url ?? ADDRESS,
    ready: ready === 'tcp' ? { kind: 'tcp' } : { kind: 'http', url: ready },
    readyMs: readySeconds * 1_000,
    ...(written.stop === undefined
      ? {}
      : { stop: typeof written.stop === 'string' ? splitWords(written.stop) : written.stop }),
    capabilities: written.capabilities ?? [],
  };
}

/** The words of a command line: at spaces, but for those in quotes. @throws TargetUsageError for a quote that is not closed */
export function splitWords(line: string): string[] {
  const found: string[] = [];
  const word = /\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+)/gy;
  let at = 0;
  while (line.slice(at).trim() !== '') {
    const match = word.exec(line);
    if (match === null) throw new TargetUsageError(`The command line has a quote that is not closed: ${line}`);
    at = word.lastIndex;
    found.push(
      match[1]!.replaceAll(
        /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
        (_, double?: string, single?: string, one?: string) =>
          double === undefined ? (single ?? one ?? '') : double.replaceAll(/\\(["\\$`])/g, '$1'),
      ),
    );
  }
  return found;
}

/** What the run chose, in the places where the configuration leaves room for it. */
export function filled(config: CommandConfig, values: { readonly port: number; readonly lambdaEndpoint?: string }) {
  const fill = (text: string) =>
    text.replaceAll('{port}', String(values.port)).replaceAll('{lambda-endpoint}', values.lambdaEndpoint ?? '');
  const { ready, stop } = config;
  return {
    ...config,
    command: config.command.map(fill),
    env: Object.fromEntries(Object.entries(config.env).map(([name, value]) => [name, fill(value)])),
    url: fill(config.url),
    ready: ready.kind === 'tcp' ? ready : { kind: ready.kind, url: fill(ready.url) },
    ...(stop === undefined ? {} : { stop: stop.map(fill) }),
  };
}

/** Whether it is told where Lambda functions are called. */
export function asksForLambda({ command, env }: CommandConfig): boolean {
  return [...command, ...Object.values(env)].some((text) => text.includes('{lambda-endpoint}'));
}
