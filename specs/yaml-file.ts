import { readFileSync } from 'node:fs';
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
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** Reads and parses the file. Throws `YamlFileError` for what is not YAML. */
  constructor(path: string) {
    const shown = isAbsolute(path) ? relative(packageRoot, path) : path;
    this.file = shown.startsWith('..') ? path : shown.split(sep).join('/');
    const text = readFileSync(isAbsolute(path) ? path : join(packageRoot, path), 'utf8');
    this.#document = parseDocument(text, { lineCounter: this.#lines });
    const [error] = this.#document.errors;
    if (error)
      throw new YamlFileError(this.file, this.#lines.linePos(error.pos[0]).line, error.message.split('\n')[0] ?? '');
    this.value = this.#document.toJS();
  }

  /** An error on the line of the value that a JSON pointer (`/3/cite/line`) names, or of the nearest value above it. */
  error(pointer: string, problem: string): YamlFileError {
    return new YamlFileError(this.file, this.lineOf(pointer), problem);
  }

  lineOf(pointer: string): number {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    let node: unknown = this.#document.contents;
    let offset = 0;
    for (const step of ['', ...steps]) {
      if (step !== '' && isMap(node)) {
        const pair: Pair | undefined = node.items.find((item) => String(item.key) === step);
        if (!pair) break;
        if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
        node = pair.value;
      } else {
        if (step !== '') node = isSeq(node) ? node.items[Number(step)] : undefined;
        if (!isNode(node)) break;
        if (node.range) offset = node.range[0];
      }
    }
    return this.#lines.linePos(offset).line;
  }
}
