/** Something in a reference text or a model that the extractor cannot classify. The message names the line or the shape. */
export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  /** The 1-based line of the text, where there is one. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(line === undefined ? `${message}.` : `line ${line}: ${message}.`);
    this.line = line;
  }
}
