import { Breach, type CaseContext, describe, type Exchange, expect, test } from '../../harness/index.js';
import { cited } from './cited.js';
import { callback, step } from './updates.js';

const ROOT = '/2025-12-01/durable-executions';
const pathOf = (arn: string, rest = '') => `${ROOT}/${encodeURIComponent(arn)}${rest}`;
const get = { operation: 'GetDurableExecution', method: 'GET', contentType: null } as const;

/** Sent as it is: bodies that are wrong, beside the same request with one that is right. */
const bodies = {
  'that is cut off': ['{"ErrorType":', 'malformed-json'],
  'that is no JSON': ['ErrorType=Enough', 'malformed-json'],
  'with a second value': ['{}{}', 'malformed-json'],
  'that is a list': ['[]', 'body-is-an-object'],
  'that is a string': ['"Enough"', 'body-is-an-object'],
  'that is a number': ['7', 'body-is-an-object'],
} as const;

/** @throws Breach when an answer has another status, or there is none */
function expectStatus(
  { response, index }: Exchange,
  what: string,
  expected: string,
  accepts: (status: number) => boolean,
): void {
  const status = response?.status;
  if (status !== undefined && accepts(status)) return;
  throw new Breach({
    reason: `${what} is answered with the status ${status}`,
    expected: `a status ${expected} for ${what}`,
    actual: `${status}`,
    exchange: index,
  });
}

describe('a body', () => {
  for (const [what, [body, slug]] of Object.entries(bodies)) {
    test(`${what} is refused`, cited(`wire/${slug}`), async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      const stop = { operation: 'StopDurableExecution', path: pathOf(arn, '/stop') } as const;
      expectStatus(await lambda.send({ ...stop, body }), `a body ${what}`, 'of 400', (status) => status === 400);
      expect((await durable.describe(arn)).Status).toBe('RUNNING');
      expect(await lambda.send({ ...stop, body: '{"ErrorType":"Enough"}' })).toSucceed();
    });
  }

  test('of a checkpoint that is cut off is refused', cited('wire/malformed-json'), async ({ durable, lambda }) => {
    const { arn, invocation } = await durable.begin();
    const request = { operation: 'CheckpointDurableExecution', path: pathOf(arn, '/checkpoint') } as const;
    const body = JSON.stringify({ CheckpointToken: invocation.token, Updates: [step('s', 'START')] });
    const refused = await lambda.send({ ...request, body: body.slice(0, -2) });
    expectStatus(refused, 'a body that is cut off', 'of 400', (status) => status === 400);
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted']);
    expect(await lambda.send({ ...request, body })).toSucceed();
  });

  test('with a member that nobody knows is accepted', cited('wire/unknown-members'), async ({ durable, lambda }) => {
    const { arn, invocation } = await durable.begin();
    const body = JSON.stringify({
      CheckpointToken: invocation.token,
      Updates: [{ ...step('s', 'START'), Unheard: 1 }],
      AlsoUnheard: {},
    });
    expect(
      await lambda.send({ operation: 'CheckpointDurableExecution', path: pathOf(arn, '/checkpoint'), body }),
    ).toSucceed();
    expect(await durable.eventTypes(arn)).toEqual(['ExecutionStarted', 'StepStarted']);
  });

  test('may have members that are null', cited('wire/null-is-absent'), async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    expect(
      await invocation.checkpoint([step('s', 'START', { Name: null, ParentId: null, Payload: null, Error: null })]),
    ).toSucceed();
    expect((await durable.history(arn)).at(-1)?.Name).toBeUndefined();
  });

  for (const contentType of ['application/octet-stream', 'application/json', 'text/plain', null]) {
    test(
      `that is a callback's result is taken as it is, as ${contentType ?? 'no content type at all'}`,
      cited('wire/raw-payload'),
      async ({ durable, lambda }) => {
        const { fn, invocation } = await durable.begin();
        const told = await invocation.update(callback('c'));
        const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId ?? '';
        await invocation.suspends();
        const path = `/2025-12-01/durable-execution-callbacks/${encodeURIComponent(CallbackId)}/succeed`;
        const sent = await lambda.send({
          operation: 'SendDurableExecutionCallbackSuccess',
          path,
          body: '{ "a" : 1 }',
          contentType,
        });
        expect(sent).toSucceed();
        expect((await fn.next()).operation('c')?.CallbackDetails?.Result).toBe('{ "a" : 1 }');
      },
    );
  }
});

describe('a path', () => {
  test(
    'has the ARN percent-encoded, in capital or small digits',
    cited('wire/arn-label'),
    async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      const capital = await lambda.send({ ...get, path: pathOf(arn) });
      expect(capital.output.DurableExecutionArn).toBe(arn);
      const small = pathOf(arn).replaceAll(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase());
      expect((await lambda.send({ ...get, path: small })).output.DurableExecutionArn).toBe(arn);
    },
  );

  test('with a bare ARN is none', cited('wire/bare-arn-is-no-route'), async ({ durable, lambda }) => {
    const { arn } = await durable.begin();
    expect((await lambda.send({ ...get, path: `${ROOT}/${arn}` })).error, 'a refusal').toBeDefined();
    expect(await lambda.send({ ...get, path: pathOf(arn) })).toSucceed();
  });

  test('may leave colons as they are', cited('wire/colons-as-they-are'), async ({ durable, lambda }) => {
    const { arn } = await durable.begin();
    const path = pathOf(arn).replaceAll('%3A', ':').replaceAll('%24', '$');
    expect((await lambda.send({ ...get, path })).output.DurableExecutionArn).toBe(arn);
  });

  test('has a CallbackId percent-encoded', cited('wire/callback-id-label'), async ({ durable, lambda }) => {
    const { invocation } = await durable.begin();
    // Ids whose length is no multiple of three end in =, sooner or later.
    const ids = Array.from({ length: 6 }, (_, n) => 'c'.repeat(n + 1));
    const told = await invocation.update(...ids.map((id) => callback(id)));
    for (const { Type, CallbackDetails } of told) {
      if (Type !== 'CALLBACK') continue;
      expect(
        await lambda.call('SendDurableExecutionCallbackHeartbeat', { CallbackId: CallbackDetails.CallbackId }),
      ).toSucceed();
    }
    expect(told.filter(({ Type }) => Type === 'CALLBACK').length).toBe(6);
  });

  test('that no operation has is refused', cited('wire/unknown-route'), async ({ durable, lambda }) => {
    const { arn } = await durable.begin();
    const routes: Readonly<Record<string, { readonly method: string; readonly path: string }>> = {
      'an unknown verb': { method: 'POST', path: pathOf(arn, '/resume') },
      'an unknown collection': { method: 'GET', path: `/2025-12-01/durable-things/${encodeURIComponent(arn)}` },
      'another date': { method: 'GET', path: `/2024-12-01/durable-executions/${encodeURIComponent(arn)}` },
      'something after the verb': { method: 'POST', path: pathOf(arn, '/stop/now') },
    };
    for (const [what, route] of Object.entries(routes)) {
      expectStatus(await lambda.send({ ...route, body: '' }), what, '403 or 404', (status) =>
        [403, 404].includes(status),
      );
    }
    expect(await lambda.send({ ...get, path: pathOf(arn) })).toSucceed();
    expect((await durable.describe(arn)).Status).toBe('RUNNING');
  });

  test(
    'with another method than its own is refused',
    cited('wire/method-of-the-route'),
    async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      for (const [method, rest] of [
        ['GET', '/stop'],
        ['PUT', '/stop'],
        ['DELETE', '/history'],
        ['POST', '/history'],
        ['GET', '/checkpoint'],
      ] as const) {
        const sent = await lambda.send({ method, path: pathOf(arn, rest), body: '' });
        expectStatus(
          sent,
          `${method} .../${rest.slice(1)}`,
          'from 400 to 499',
          (status) => status >= 400 && status < 500,
        );
      }
      expect(await lambda.send({ ...get, path: pathOf(arn) })).toSucceed();
      expect((await durable.describe(arn)).Status).toBe('RUNNING');
    },
  );
});

describe('a query', () => {
  for (const [text, shown] of [
    ['true', true],
    ['false', false],
  ] as const) {
    test(`has the boolean ${text}`, cited('wire/query-boolean'), async ({ durable, lambda }) => {
      const { arn } = await durable.begin({ input: '17' });
      const read = await lambda.send({ ...get, path: `${pathOf(arn)}?IncludeExecutionData=${text}` });
      expect(read.output.InputPayload, 'InputPayload').toBe(shown ? '17' : undefined);
    });
  }

  test('has a time with milliseconds, and one without', cited('wire/query-time'), async ({ durable, lambda }) => {
    const { arn, fn } = await durable.begin();
    const start = (await durable.describe(arn)).StartTimestamp * 1000;
    const list = async (query: string) => {
      const path = `/2025-12-01/functions/${fn.name}/durable-executions?Qualifier=%24LATEST&${query}`;
      const { output } = await lambda.send({
        operation: 'ListDurableExecutionsByFunction',
        method: 'GET',
        path,
        contentType: null,
      });
      return (output.DurableExecutions as unknown[]).length;
    };
    const time = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
    const second = (ms: number) => encodeURIComponent(`${new Date(ms).toISOString().slice(0, 19)}Z`);
    // Nobody says that a target keeps more than whole seconds, so both times stand more than one off.
    expect(await list(`StartedAfter=${time(start - 1_500)}`)).toBe(1);
    expect(await list(`StartedAfter=${time(start + 1_500)}`)).toBe(0);
    expect(await list(`StartedBefore=${second(start + 2_000)}`)).toBe(1);
    expect(await list(`StartedBefore=${second(start - 2_000)}`)).toBe(0);
  });

  test('has a list as its name again and again', cited('wire/query-list'), async ({ durable, lambda }) => {
    const { arn, fn } = await durable.begin();
    const other = await durable.beginOn(fn);
    await durable.stop(other.arn);
    const list = async (query: string) => {
      const path = `/2025-12-01/functions/${fn.name}/durable-executions?Qualifier=%24LATEST&${query}`;
      const { output } = await lambda.send({
        operation: 'ListDurableExecutionsByFunction',
        method: 'GET',
        path,
        contentType: null,
      });
      return (output.DurableExecutions as { DurableExecutionArn: string }[]).map(
        ({ DurableExecutionArn }) => DurableExecutionArn,
      );
    };
    expect(await list('Statuses=RUNNING')).toEqual([arn]);
    expect((await list('Statuses=RUNNING&Statuses=STOPPED')).length).toBe(2);
  });
});

describe('a refusal', () => {
  /** One request for each error that is easily had. */
  const refusals: Readonly<Record<string, (context: CaseContext, arn: string) => Promise<Exchange>>> = {
    ResourceNotFoundException: ({ lambda }, arn) =>
      lambda.call('GetDurableExecution', { DurableExecutionArn: `${arn}0` }),
    InvalidParameterValueException: ({ lambda }, arn) =>
      lambda.call('CheckpointDurableExecution', { DurableExecutionArn: arn, CheckpointToken: 'AAAA' }),
  };
  for (const [error, refuse] of Object.entries(refusals)) {
    test(
      `with ${error} has its name in the header, a message, and its status`,
      cited('wire/error-type-header', 'wire/error-body', 'wire/error-status', 'wire/declared-error'),
      async (given) => {
        const { arn } = await given.durable.begin();
        const sent = await refuse(given, arn);
        expect(sent).toFailWith(error);
        expect(sent.response?.headers['x-amzn-errortype'] ?? '', 'x-amzn-ErrorType').toContain(error);
        expect(sent.error?.message ?? '', 'message').not.toBe('');
      },
    );
  }
});

describe('a success', () => {
  test('has numbers for times', cited('wire/timestamps', 'wire/no-nulls'), async ({ durable, lambda }) => {
    const { arn, invocation } = await durable.begin();
    await invocation.succeeds();
    const { StartTimestamp, EndTimestamp } = await durable.finish(arn);
    const read = await lambda.call('GetDurableExecution', { DurableExecutionArn: arn });
    expect(read.response?.text).not.toMatch(/:\s*null\b/);
    const [event] = await durable.history(arn);
    for (const time of [StartTimestamp, EndTimestamp, event?.EventTimestamp]) {
      expect(time).toBeTypeOf('number');
      expect(time).toBeLessThan(1e11);
    }
  });

  test(
    'has the status and the headers of its operation',
    cited('wire/status', 'wire/content-type', 'wire/request-id', 'wire/request-id-is-fresh', 'wire/json-body'),
    async ({ durable, lambda }) => {
      const { arn } = await durable.begin();
      const read = await lambda.call('GetDurableExecution', { DurableExecutionArn: arn });
      expect(read).toSucceed();
      expect(read.response?.status).toBe(200);
      expect(read.response?.headers['content-type']).toMatch(/^application\/json(;|$)/);
      expect(read.output.DurableExecutionArn).toBe(arn);
      expect(await durable.stop(arn)).toSucceed();
    },
  );

  for (const operation of ['Success', 'Failure', 'Heartbeat'] as const) {
    test(
      `of a callback's ${operation} is empty`,
      cited(`SendDurableExecutionCallback${operation}/response/empty`),
      async ({ durable, lambda }) => {
        const { invocation } = await durable.begin();
        const told = await invocation.update(callback('c'));
        const CallbackId = told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId ?? '';
        const sent = await lambda.call(`SendDurableExecutionCallback${operation}`, { CallbackId });
        expect(sent).toSucceed();
        expect(['', '{}']).toContain(sent.response?.text.trim());
      },
    );
  }
});
