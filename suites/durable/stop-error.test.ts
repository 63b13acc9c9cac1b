import { describe, expect, test } from '../../harness/index.js';
import { cited } from './cited.js';

const ERROR = {
  ErrorType: 'Enough',
  ErrorMessage: 'It ran long enough.',
  ErrorData: '{"by":"a case"}',
  StackTrace: ['first', 'second'],
};
const MEMBERS = ['ErrorType', 'ErrorMessage', 'ErrorData', 'StackTrace'] as const;
const behaviour = (slug: string) => `StopDurableExecution/behaviour/${slug}`;

describe('the error of a stop', () => {
  test('is that of the execution', cited(behaviour('keeps-the-error')), async ({ durable }) => {
    const { arn } = await durable.begin();
    await durable.stop(arn, ERROR);
    expect((await durable.finish(arn)).Error).toEqual(ERROR);
  });

  test('is in the history', cited(behaviour('error-in-history')), async ({ durable }) => {
    const { arn } = await durable.begin();
    await durable.stop(arn, ERROR);
    await durable.finish(arn);
    const stopped = (await durable.history(arn)).find(({ EventType }) => EventType === 'ExecutionStopped');
    expect(stopped?.ExecutionStoppedDetails?.Error?.Payload).toEqual(ERROR);
  });

  test('may be each of its members alone', cited(behaviour('keeps-the-error')), async ({ durable, functions }) => {
    const fn = await functions.durable();
    for (const member of MEMBERS) {
      const { arn } = await durable.beginOn(fn);
      await durable.stop(arn, { [member]: ERROR[member] });
      expect((await durable.finish(arn)).Error?.[member], member).toEqual(ERROR[member]);
    }
  });

  // Nobody says that a target may not put words of its own where a caller left them out.
  test('has no member that it was not given', cited(behaviour('adds-nothing-to-the-error')), async ({ durable }) => {
    const { arn } = await durable.begin();
    await durable.stop(arn, { ErrorType: 'Enough' });
    expect((await durable.finish(arn)).Error).toEqual({ ErrorType: 'Enough' });
  });

  for (const [what, body] of [
    ['an empty object', '{}'],
    ['no body', ''],
  ] as const) {
    test(
      `may be left out, with ${what}`,
      cited(behaviour('error-is-optional'), 'wire/empty-body'),
      async ({ durable, lambda }) => {
        const { arn } = await durable.begin();
        const path = `/2025-12-01/durable-executions/${encodeURIComponent(arn)}/stop`;
        const stopped = await lambda.send({
          operation: 'StopDurableExecution',
          path,
          body,
          contentType: body === '' ? null : 'application/json',
        });
        expect(stopped).toSucceed();
        expect((await durable.finish(arn)).Status).toBe('STOPPED');
      },
    );
  }

  test(
    'is not in a member Error, which is no member of the body',
    cited(behaviour('error-member-is-no-error')),
    async ({ durable }) => {
      const { arn } = await durable.begin();
      await durable.stop(arn, { ErrorType: 'Right', Error: { ErrorType: 'Wrong' } });
      expect((await durable.finish(arn)).Error?.ErrorType).toBe('Right');
    },
  );

  test('may have a member that nobody knows', cited('wire/unknown-members'), async ({ durable }) => {
    const { arn } = await durable.begin();
    expect(await durable.stop(arn, { ...ERROR, Unheard: 1 })).toSucceed();
    expect((await durable.finish(arn)).Status).toBe('STOPPED');
  });

  test('may have a member that is null, as if it were absent', cited('wire/null-is-absent'), async ({ durable }) => {
    const { arn, fn } = await durable.begin();
    const twin = await durable.beginOn(fn);
    expect(await durable.stop(arn, { ErrorType: 'Enough', ErrorMessage: null })).toSucceed();
    expect(await durable.stop(twin.arn, { ErrorType: 'Enough' })).toSucceed();
    expect((await durable.finish(arn)).Error).toEqual((await durable.finish(twin.arn)).Error);
  });
});
