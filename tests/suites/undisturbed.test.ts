import { describe, expect, test } from 'vitest';
import { undisturbed } from '../../suites/undisturbed.js';

/** A list that is another one at some of its readings. */
function list(...readings: readonly string[][]): () => Promise<readonly string[]> {
  let read = 0;
  return async () => readings[Math.min(read++, readings.length - 1)]!;
}

describe('work on a list', () => {
  test('counts when the list is the same before and after', async () => {
    expect(await undisturbed(list(['a', 'b']), async (all) => all.length)).toEqual({ value: 2 });
  });

  test('is done again when others changed the list meanwhile, whatever came of it', async () => {
    let times = 0;
    const worked = await undisturbed(list(['a', 'b'], ['a'], ['a']), async (all) => {
      times++;
      if (all.length === 2) throw new Error('The token is refused.');
      return all.length;
    });
    expect(worked).toEqual({ value: 1 });
    expect(times).toBe(2);
  });

  test('fails when it fails again on a list that nobody changed', async () => {
    let times = 0;
    const refused = async () => {
      times++;
      throw new Error('The token is refused.');
    };
    await expect(undisturbed(list(['a', 'b']), refused)).rejects.toThrow('The token is refused.');
    expect(times).toBe(2);
  });

  test('counts when it failed for what others made and deleted in between', async () => {
    let times = 0;
    const once = async () => {
      if (times++ === 0) throw new Error('The token is refused.');
      return 'read';
    };
    expect(await undisturbed(list(['a', 'b']), once)).toEqual({ value: 'read' });
  });

  test('takes another order for another list', async () => {
    let times = 0;
    await undisturbed(list(['a', 'b'], ['b', 'a'], ['b', 'a']), async () => times++);
    expect(times).toBe(2);
  });
});
