import type { Observed } from '../../../harness/linearizability.js';

/** Lets clients make their calls, each of them one after the other, all of them at once. @returns what each of them saw */
export async function atOnce<Call, Answer>(
  scripts: readonly (readonly Call[])[],
  send: (call: Call) => Promise<Answer | undefined>,
): Promise<Observed<Call, Answer>[][]> {
  return await Promise.all(
    scripts.map(async (script) => {
      const seen: Observed<Call, Answer>[] = [];
      for (const call of script) {
        const start = performance.now();
        const answer = await send(call);
        seen.push({ call, ...(answer !== undefined && { answer }), start, end: performance.now() });
      }
      return seen;
    }),
  );
}

/** What clients saw, as a text. */
export function shownTimes<Call, Answer>(
  seen: readonly Observed<Call, Answer>[],
  show: (call: Call, answer: Answer | undefined) => string,
): string {
  const ordered = [...seen].sort((one, other) => one.start - other.start);
  const begin = ordered[0]?.start ?? 0;
  const since = (time: number): string => (time - begin).toFixed(1);
  return ordered
    .map(({ call, answer, start, end }) => `[${since(start)}-${since(end)} ms] ${show(call, answer)}`)
    .join('; ');
}
