import { describe, expect, test } from 'vitest';
import { abridgedHistory } from '../../harness/abridge.js';

describe('a long history in a transcript', () => {
  test('stays JSON, its long texts cut and their lengths said', () => {
    const event = (id: number) => ({
      id,
      type: 'PassStateEntered',
      stateEnteredEventDetails: { input: 'x'.repeat(9_000) },
    });
    const text = JSON.stringify({ nextToken: 't', events: Array.from({ length: 300 }, (_, at) => event(at + 1)) });
    const abridged = JSON.parse(abridgedHistory(text)) as { events: ReturnType<typeof event>[]; nextToken: string };
    expect(abridged.nextToken).toBe('t');
    expect(abridged.events).toHaveLength(200);
    expect(abridged.events[199]?.stateEnteredEventDetails.input).toBe(`${'x'.repeat(160)}... (9000 characters)`);
  });

  test('that is none is left as it is', () => {
    for (const text of ['', 'oops', '[1]', '{"events":"none"}', 'null']) expect(abridgedHistory(text)).toBe(text);
  });
});
