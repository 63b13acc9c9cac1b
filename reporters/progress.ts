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
/** A log is for reading later: the longer a run takes, the rarer the lines. From so many milliseconds on, one in so many. */
const LOG_EVERY_MS: readonly (readonly [from: number, every: number])[] = [
  [180_000, 30_000],
  [30_000, 15_000],
  [0, 5_000],
];
/** A case that takes longer is named. */
const LONG_MS = 15_000;

/** Tells how far a run has come. */
export class Progress implements RunListener {
  private planned = 0;
  private readonly failed = new Set<string>();
  private lastAt: number;
  private readonly startedAt: number;
  private current = '';
  /** When each case that runs now began. */
  private readonly running = new Map<string, number>();
  private readonly finished = new Set<string>();

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
        // Of a quick case the end may be told first.
        if (this.finished.has(event.id)) break;
        this.current = event.id;
        this.running.set(event.id, this.output.now());
        this.show();
        break;
      case 'case-finished':
        this.finished.add(event.id);
        this.running.delete(event.id);
        if (event.record?.verdict === 'fail') this.failed.add(event.id);
        this.show();
        break;
      case 'run-finished':
        this.clear();
        break;
      case 'case-repeated':
        this.finished.delete(event.id);
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
    if (now - this.lastAt < (this.output.isTTY ? TERMINAL_EVERY_MS : this.logEvery(now))) return;
    this.lastAt = now;
    const count = `${this.finished.size}/${this.planned} cases, ${this.failed.size} failed, ${duration(now - this.startedAt)}`;
    if (!this.output.isTTY) this.output.write(`${count}${this.longest(now)}\n`);
    else this.output.write(`\r\x1b[2K${cut(`${count}  ${this.current}`, 1, this.output.columns - 1)[0] ?? ''}`);
  }

  private logEvery(now: number): number {
    return LOG_EVERY_MS.find(([from]) => now - this.startedAt >= from)![1];
  }

  /** What a run waits for, when it does: cases begin in this order. */
  private longest(now: number): string {
    const [first] = this.running;
    if (first === undefined || now - first[1] < LONG_MS) return '';
    return `, ${first[0]} since ${duration(now - first[1])}`;
  }

  private clear(): void {
    if (this.output.isTTY) this.output.write('\r\x1b[2K');
  }
}
