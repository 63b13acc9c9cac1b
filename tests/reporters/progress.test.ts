import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../reporters/events.js';
import { Progress } from '../../reporters/progress.js';
import { events, failed, passed, plan } from './sample.js';

const [a, b] = [plan('sfn/tags/a'), plan('sfn/tags/b')];
const planned: RunEvent = { type: 'cases-planned', suite: 'sfn/tags', cases: [a, b] };
const started = (id: string): RunEvent => ({ type: 'case-started', id });
const finished = (record: ReturnType<typeof passed>): RunEvent => ({ type: 'case-finished', id: record.id, record });

/** What is written to a file or a pipe while these events come, a minute apart. */
function written(...events: readonly RunEvent[]): string[] {
  let now = 0;
  const lines: string[] = [];
  const progress = new Progress({ isTTY: false, columns: 80, now: () => now, write: (text) => void lines.push(text) });
  for (const event of events) {
    progress.onEvent(event);
    now += 60_000;
  }
  return lines;
}

test('names the case that a run waits for, and no more when it has ended', () => {
  const lines = written(planned, started(a.id), started(b.id), finished(passed(b)), finished(passed(a)));
  expect(lines.map((line) => /, (\S+) since/.exec(line)?.[1])).toEqual([undefined, a.id, a.id, undefined]);
  expect(lines.at(-1)).toBe('2/2 cases, 0 failed, 4 min 00 s\n');
});

test('does not wait for a case whose end was told before its start', () => {
  const lines = written(planned, finished(passed(a)), started(a.id), started(b.id), finished(passed(b)));
  expect(lines.at(-1)).toBe('2/2 cases, 0 failed, 4 min 00 s\n');
});

test('counts a case that is tried again once', () => {
  const again: RunEvent = { type: 'case-repeated', id: a.id };
  const lines = written(planned, started(a.id), finished(failed(a)), again, started(a.id), finished(passed(a)));
  expect(lines.at(1)).toBe('1/2 cases, 1 failed, 2 min 00 s\n');
  expect(lines.at(-1)).toBe('1/2 cases, 0 failed, 5 min 00 s\n');
});

describe('where it is written', () => {
  const follow = (isTTY: boolean, step: number) => {
    const written: string[] = [];
    let time = 0;
    const now = () => {
      time += step;
      return time;
    };
    const progress = new Progress({ isTTY, columns: 40, write: (text) => void written.push(text), now });
    const records = Array.from({ length: 20 }, (_, n) => passed(plan(`sfn/x/${n}`)));
    for (const event of events(records)) progress.onEvent(event);
    return written;
  };

  test('writes over one line of a terminal, no wider than it, and clears it', () => {
    const written = follow(true, 200);
    expect(written.at(-1)).toBe('\r\u001b[2K');
    for (const text of written) expect(text.replace('\r\u001b[2K', '').length).toBeLessThan(40);
  });

  test('writes a line now and then into a log', () => {
    const written = follow(false, 1_000);
    expect(written.length).toBeLessThanOrEqual(4);
    expect(written[0]).toMatch(/^\d+\/20 cases, 0 failed, .*\n$/);
  });
});
