import type { RunEvent, RunListener } from './events.js';
import { cut, duration } from './text.js';

/** Where progress goes: a terminal, whose last line is written over, or a log, which gets a line now and then. */
export interface ProgressOutput {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): void;
  /** Milliseconds; only differences matter. */
  now(): number;
}

const TERMINAL_EVERY_MS = 100;
const LOG_EVERY_MS = 5_000;

/** Tells how far a run has come. */
export class Progress implements RunListener {
  private planned = 0;
  private done = 0;
  private readonly failed = new Set<string>();
  private lastAt: number;
  private readonly startedAt: number;
  private current = '';

  constructor(private readonly output: ProgressOutput) {
    this.startedAt = output.now();
    this.lastAt = this.startedAt;
  }

  onEvent(event: RunEvent): void {
    switch (event.type) {
      case 'cases-planned':
        this.planned += event.cases.length;
        break;
      case 'case-started':
        this.current = event.id;
        this.show();
        break;
      case 'case-finished':
        this.done += 1;
        if (event.record?.verdict === 'fail') this.failed.add(event.id);
        this.show();
        break;
      case 'run-finished':
        this.clear();
        break;
      case 'case-repeated':
        this.done -= 1;
        this.failed.delete(event.id);
        break;
      case 'run-started':
      case 'harness-failed':
        break;
      default:
        event satisfies never;
    }
  }

  private show(): void {
    const now = this.output.now();
    if (now - this.lastAt < (this.output.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) return;
    this.lastAt = now;
    const count = `${this.done}/${this.planned} cases, ${this.failed.size} failed, ${duration(now - this.startedAt)}`;
    if (!this.output.isTTY) this.output.write(`${count}\n`);
    else this.output.write(`\r\x1b[2K${cut(`${count}  ${this.current}`, 1, this.output.columns - 1)[0] ?? ''}`);
  }

  private clear(): void {
    if (this.output.isTTY) this.output.write('\r\x1b[2K');
  }
}
