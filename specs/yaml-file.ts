import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { type Document, isMap, isNode, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { packageRoot } from './package-root.js';

/** Something wrong in a YAML file of the package. The message begins with the file and the line. */
export class YamlFileError extends Error {
  override readonly name = 'YamlFileError';

  constructor(
    readonly file: string,
    readonly line: number,
    problem: string,
  ) {
    super(`${file}:${line}: ${problem}`);
  }
}

/** A parsed YAML file that still knows on which line each value stands. */
export class YamlFile {
  /** The path as messages print it: from the package root, with slashes. */
  readonly file: string;
  readonly value: unknown;
  readonly #text: string;
  readonly #lines = new LineCounter();
  #document: Document | undefined;

  /** Reads and parses the file. Throws `YamlFileError` for what is not YAML. */
  constructor(path: string) {
    const shown = isAbsolute(path) ? relative(packageRoot, path) : path;
    this.file = shown.startsWith('..') ? path : shown.split(sep).join('/');
    this.#text = readFileSync(isAbsolute(path) ? path : join(packageRoot, path), 'utf8');
    const built = parsedAtBuild()[sha256(this.#text)];
    this.value = built === undefined ? this.#parse().toJS() : built;
  }

  /** An error on the line of the value that a JSON pointer (`/3/cite/line`) names, or of the nearest value above it. */
  error(pointer: string, problem: string): YamlFileError {
    return new YamlFileError(this.file, this.lineOf(pointer), problem);
  }

  lineOf(pointer: string): number {
    const steps = pointer.split('/').slice(1);
    let node: unknown = this.#parse().contents;
    let offset = isNode(node) && node.range ? node.range[0] : 0;
    for (const escaped of steps) {
      const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      if (isMap(node)) {
        const pair: Pair | undefined = node.items.find((item) => String(item.key) === step);
        if (!pair) break;
        if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
        node = pair.value;
      } else {
        node = isSeq(node) ? node.items[Number(step)] : undefined;
        if (!isNode(node) || !node.range) break;
        offset = node.range[0];
      }
    }
    return this.#lines.linePos(offset).line;
  }

  #parse(): Document {
    if (this.#document) return this.#document;
    this.#document = parseDocument(this.#text, { lineCounter: this.#lines });
    const [error] = this.#document.errors;
    if (error) {
      throw new YamlFileError(this.file, this.#lines.linePos(error.pos[0]).line, error.message.split('\n')[0] ?? '');
    }
    return this.#document;
  }
}

/** Where the build keeps the values of the package's YAML files: parsing them takes ten times as long as reading JSON. */
export const parsedYamlFile: string = join(packageRoot, 'dist', 'validators', 'yaml.json');

let parsed: Readonly<Record<string, unknown>> | undefined;

/** By the hash of the text, so that a file that has changed since is parsed. Empty without a build. */
function parsedAtBuild(): Readonly<Record<string, unknown>> {
  parsed ??= existsSync(parsedYamlFile)
    ? (JSON.parse(readFileSync(parsedYamlFile, 'utf8')) as Readonly<Record<string, unknown>>)
    : {};
  return parsed;
}

/** Parses YAML files for `parsedYamlFile`. A text that is not YAML is left for its reader to complain about. */
export function parseForBuild(texts: readonly string[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const text of texts) {
    const document = parseDocument(text);
    if (document.errors.length === 0) values[sha256(text)] = document.toJS();
  }
  return values;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
