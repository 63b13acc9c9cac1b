import { closeSync, createReadStream, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Hiding } from './hiding.js';
import { type ClearExchange, hidden } from './line.js';
import type { TranscriptHeader } from './transcript-file.js';

/** So much is gathered before it is written, characters. */
const BATCH = 256 * 1024;

/**
 * Writes a transcript while it happens. Secrets that are known are never written. One that shows only later what it is (a task
 * token in an input, sent back as a task token an hour later) is taken out of what was written before by {@link finish}.
 */
export class TranscriptWriter {
  private readonly file: number;
  private pending = '';

  /** @throws the error of the file system: the folder is not there, or may not be written to */
  constructor(
    private readonly path: string,
    header: TranscriptHeader,
    private readonly hiding: Hiding,
  ) {
    // It holds the inputs and outputs of executions: for its owner's eyes.
    this.file = openSync(path, 'w', 0o600);
    this.line(header);
    this.flush();
  }

  write(exchange: ClearExchange): void {
    this.line(hidden(exchange, this.hiding));
    if (this.pending.length > BATCH) this.flush();
  }

  flush(): void {
    if (this.pending === '') return;
    const text = this.pending;
    this.pending = '';
    writeSync(this.file, text);
  }

  /** Ends the file. */
  async finish(): Promise<void> {
    this.flush();
    closeSync(this.file);
    if (this.hiding.known > 0) await this.hideWhatCameLate();
  }

  private async hideWhatCameLate(): Promise<void> {
    const draft = `${this.path}.${process.pid}.draft`;
    const file = openSync(draft, 'w', 0o600);
    try {
      let pending = '';
      for await (const line of createInterface({ input: createReadStream(this.path), crlfDelay: Infinity })) {
        pending += `${this.hiding.text(line)}\n`;
        if (pending.length > BATCH) {
          writeSync(file, pending);
          pending = '';
        }
      }
      writeSync(file, pending);
      closeSync(file);
      renameSync(draft, this.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  private line(value: object): void {
    // readline takes these two for ends of lines.
    this.pending += `${JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
  }
}
