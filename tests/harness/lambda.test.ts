import { describe, expect, onTestFinished, test } from 'vitest';
import { functionName, LambdaHost } from '../../harness/lambda-host.js';
import { hostedName, serveLambdaRelay } from '../../harness/lambda-relay.js';

/** A host with one function, behind the relay. */
async function hosted(run: Parameters<LambdaHost['register']>[1]) {
  const host = new LambdaHost();
  const relay = await serveLambdaRelay();
  onTestFinished(async () => {
    await relay.close();
    await host.close();
  });
  const name = hostedName(await host.port(), 'case-1');
  const forget = host.register(name, run);
  const invoke = (path: string, body?: string) =>
    fetch(`${relay.endpoint}${path}`, { method: 'POST', body: body ?? null });
  return { name, forget, invoke, relay, path: `/2015-03-31/functions/${name}/invocations` };
}

test.for([
  ['/2015-03-31/functions/f/invocations', 'f'],
  ['/2015-03-31/functions/f%3Aprod/invocations', 'f'],
  ['/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af/invocations', 'f'],
  ['/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f:7/invocations', 'f'],
  ['/2015-03-31/functions/123456789012:function:f/invocations?Qualifier=1', 'f'],
  ['/2015-03-31/functions/f', undefined],
  ['/', undefined],
] as const)('%s invokes %s', ([url, name]) => {
  expect(functionName(url)).toBe(name);
});

describe('a hosted function', () => {
  test('answers with its result', async () => {
    const { invoke, path } = await hosted(async (payload) => ({ kind: 'result', payload: { got: payload } }));
    const answer = await invoke(path, '{"n":1}');
    expect([answer.status, await answer.text()]).toEqual([200, '{"got":{"n":1}}']);
    expect(answer.headers.get('x-amz-function-error')).toBeNull();
    expect(await (await invoke(path)).json()).toEqual({ got: {} });
  });

  test('answers null when it has nothing to say', async () => {
    const { invoke, path } = await hosted(async () => ({ kind: 'result', payload: undefined }));
    expect(await (await invoke(path)).text()).toBe('null');
  });

  test('answers with its error, as a function that threw', async () => {
    const { invoke, path } = await hosted(async () => ({ kind: 'error', errorType: 'Broken', errorMessage: 'why' }));
    const answer = await invoke(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await answer.json()).toEqual({ errorType: 'Broken', errorMessage: 'why', trace: [] });
  });

  test('that closes the connection closes it to the caller', async () => {
    const { invoke, path } = await hosted(async () => ({ kind: 'none' }));
    await expect(invoke(path)).rejects.toThrow();
  });

  test('learns that the caller has hung up', async () => {
    let learnt = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      learnt = resolve;
    });
    let called = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      called = resolve;
    });
    const { relay, path } = await hosted(async (_payload, signal) => {
      signal.addEventListener('abort', learnt);
      called();
      await gone;
      return { kind: 'none' };
    });
    const caller = new AbortController();
    const call = fetch(relay.endpoint + path, { method: 'POST', signal: caller.signal }).catch(() => undefined);
    await begun;
    caller.abort();
    await gone;
    await call;
  });

  test('is not there any more when its case has ended', async () => {
    const { invoke, path, forget, name } = await hosted(async () => ({ kind: 'result', payload: 1 }));
    forget();
    const answer = await invoke(path);
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
    expect(await answer.json()).toEqual({ Type: 'User', Message: `Function not found: ${name}` });
  });
});

test("a function that is not the harness's is not there", async () => {
  const { invoke } = await hosted(async () => ({ kind: 'result', payload: 1 }));
  expect((await invoke('/2015-03-31/functions/other/invocations')).status).toBe(404);
  expect((await invoke('/elsewhere')).status).toBe(404);
});

test('a host that is gone closes the connection to the caller', async () => {
  const { invoke } = await hosted(async () => ({ kind: 'result', payload: 1 }));
  await expect(invoke(`/2015-03-31/functions/${hostedName(1, 'x')}/invocations`)).rejects.toThrow();
});
