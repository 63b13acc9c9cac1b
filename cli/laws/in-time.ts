/** What took too long: a test of an engine that never answers shows nothing. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The result, unless it takes longer. @throws OutOfTime */
export async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime(`There is no answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
