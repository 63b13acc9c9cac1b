import {
  type CaseContext,
  type CaseOptions,
  type CaseTarget,
  expect,
  Inconclusive,
  type Invocation,
  restsOn,
} from '../../harness/index.js';

/** The options of a case about durable executions: what it cites, without the service's name in front. */
export const cited = (first: string, ...more: readonly string[]): CaseOptions => ({
  cites: [`durable:${first}`, ...more.map((id) => `durable:${id}`)],
  requires: ['durable'],
});

/** An execution of the right form that no account has, in the place of `arn`. */
export const unknownArn = (arn: string): string => arn.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000');

/** How a token is refused, whatever is wrong with it. */
export const BAD_TOKEN = 'InvalidParameterValueException';

/** A long time in which nothing may happen: all of it on a virtual clock, where it costs nothing, and its beginning on the wall's. */
export const longTime = ({ clock }: CaseTarget, ms: number): number =>
  clock.kind === 'virtual' ? ms : Math.min(ms, 20_000);

/**
 * For what must not have happened before its time: a case that looks only after that can't tell.
 * @param begun when the time began to run at the earliest, milliseconds
 * @throws Inconclusive when `ms` have passed since
 */
export async function assertEarly({ clock }: Pick<CaseContext, 'clock'>, begun: number, ms: number): Promise<void> {
  const passed = (await clock.now()) - begun;
  if (passed < ms) return;
  throw new Inconclusive(
    'harness',
    `The case came too late: after ${passed} ms for something that is due after ${ms} ms.`,
  );
}

/** What a chained invoke of a durable function has started. A target that calls it as a plain one breaks that, and nothing after it. */
export async function isExecution(invocation: Invocation): Promise<void> {
  await restsOn('durable:chained-invoke/starts-an-execution', () =>
    expect(invocation.operations[0]?.Type, 'the first operation that the function is given').toBe('EXECUTION'),
  );
}
