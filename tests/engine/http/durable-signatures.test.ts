import {
  GetDurableExecutionCommand,
  LambdaClient,
  ListDurableExecutionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDurableService } from '../../../engine/durable/index.js';
import { serveEngine } from '../../../engine/index.js';

const KEYS = { AKIDDURABLE: 'a secret/key+x' };

async function serve() {
  const durable = createDurableService({});
  const served = await serveEngine({ clock: 'virtual', keys: KEYS, mounts: [durable.mount] });
  onTestFinished(async () => {
    await served.close();
    await durable.close();
  });
  const client = (secretAccessKey: string) => {
    const made = new LambdaClient({
      endpoint: served.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDDURABLE', secretAccessKey },
      maxAttempts: 1,
    });
    onTestFinished(() => made.destroy());
    return made;
  };
  return { url: served.url, client };
}

describe('with signatures enforced, durable executions', () => {
  test('answer who signed, whatever stands in path and query', async () => {
    const { client } = await serve();
    const arn =
      'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST/durable-execution/a name (1)/0a0a0a0a-0000-0000-0000-000000000000';
    const signed = client(KEYS.AKIDDURABLE);
    await expect(signed.send(new GetDurableExecutionCommand({ DurableExecutionArn: arn }))).rejects.not.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    const listed = new ListDurableExecutionsByFunctionCommand({
      FunctionName: 'f',
      Statuses: ['RUNNING', 'FAILED'],
      MaxItems: 3,
    });
    await expect(signed.send(listed)).rejects.not.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('refuse who signed with another secret, and who did not sign', async () => {
    const { client, url } = await serve();
    const refused = client('another').send(new GetDurableExecutionCommand({ DurableExecutionArn: 'arn:aws:x' }));
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    });
    const unsigned = await fetch(`${url}/2025-12-01/durable-executions/x`);
    expect(unsigned.status).toBe(403);
    expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });
});
