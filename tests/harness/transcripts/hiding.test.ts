import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Hiding } from '../../../harness/transcripts/hiding.js';
import { SecretIndex } from '../../../harness/transcripts/secret-index.js';

const TOKEN = 'AAAAKgAAAAIAAAAAAAAAAWy/token+of/a+task==';
const message = (body: unknown, headers = {}) => ({
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('hiding', () => {
  test('gives the same secret the same name, in every spelling', () => {
    const hiding = new Hiding();
    hiding.learnFrom('/', [message({ taskToken: TOKEN }), message({ taskToken: 'another-token-0001' })]);
    const nested = JSON.stringify({
      input: JSON.stringify({ t: TOKEN }),
      url: `https://x/?t=${encodeURIComponent(TOKEN)}`,
    });
    expect(hiding.text(`${nested} ${TOKEN.replaceAll('/', '\\/')} another-token-0001`)).toBe(
      '{"input":"{\\"t\\":\\"<task token 1>\\"}","url":"https://x/?t=<task token 1>"} <task token 1> <task token 2>',
    );
  });

  test('knows tokens by the names of members, in JSON within JSON, too', () => {
    const hiding = new Hiding();
    const inner = JSON.stringify({ MyTaskToken: TOKEN, CheckpointToken: 'checkpoint-0001', CallbackId: 'cb-00000001' });
    hiding.learnFrom('/2025-12-01/durable-execution-callbacks/by%2Fpath%3D/succeed', [message({ Payload: inner })]);
    expect(hiding.text(`${TOKEN} checkpoint-0001 cb-00000001 by/path= by%2Fpath%3D`)).toBe(
      '<task token 1> <checkpoint token 1> <callback id 2> <callback id 1> <callback id 1>',
    );
  });

  test('leaves page tokens and client tokens, which give power over nothing', () => {
    const hiding = new Hiding();
    const body = JSON.stringify({
      nextToken: 'page-token-0001',
      clientToken: 'client-token-01',
      NextToken: 'page-token-0002',
    });
    hiding.learnFrom('/', [message(body)]);
    expect(hiding.text(body)).toBe(body);
  });

  test('hides short tokens where a name tells them, and nowhere else', () => {
    const hiding = new Hiding();
    hiding.learnFrom('/', [message({ taskToken: 'abc' })]);
    expect(hiding.text('{"taskToken": "abc", "alphabet": "abc"}')).toBe(
      '{"taskToken": "<task token 1>", "alphabet": "abc"}',
    );
  });

  test('hides credentials, wherever they are repeated', () => {
    const hiding = new Hiding();
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDSECRETKEYID0/20261122/us-east-1/states/aws4_request, SignedHeaders=host, Signature=${'ab'.repeat(32)}`;
    const headers = {
      authorization,
      'x-amz-security-token': 'FwoGZXIvYXdzE/sessiontoken==',
      cookie: 'a=b',
      'x-api-key': 'k',
    };
    hiding.learnFrom('/', [message('', headers)]);
    const hide = hiding.ofExchange(authorization);
    expect(Object.values(hiding.headers(headers)).map(hide)).toEqual([
      'AWS4-HMAC-SHA256 Credential=<credential>, SignedHeaders=host, Signature=<signature>',
      '<credential>',
      '<credential>',
      '<credential>',
    ]);
    expect(hide(`AKIDSECRETKEYID0 FwoGZXIvYXdzE/sessiontoken== ${'ab'.repeat(32)}`)).toBe(
      '<credential> <credential> <signature>',
    );
    expect(hiding.headers({ authorization: 'Bearer x' })).toEqual({ authorization: '<credential>' });
  });

  test('does not take the key id of a local account for a secret: it stands in every ARN', () => {
    const hiding = new Hiding();
    hiding.learnFrom('/', [message('', { authorization: 'AWS4-HMAC-SHA256 Credential=123456789012/x, Signature=00' })]);
    expect(hiding.text('arn:aws:states:us-east-1:123456789012:x')).toBe('arn:aws:states:us-east-1:123456789012:x');
  });

  test('hides what a cut left of a secret', () => {
    const hiding = new Hiding();
    hiding.learn(TOKEN, 'task token');
    expect(hiding.cutText(`got "${TOKEN.slice(0, 20)}... (900 characters), not AAAA`)).toBe(
      'got "<task token 1>... (900 characters), not AAAA',
    );
  });
});

describe('the index of secrets', () => {
  const secret = fc.string({ minLength: 8, maxLength: 20, unit: fc.constantFrom('a', 'b', '/') });

  test('leaves none that it knows, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 20 }),
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ') })),
        (secrets, around) => {
          const index = new SecretIndex();
          for (const one of secrets) index.add(one, '<>');
          const text = around.flatMap((part, at) => [part, secrets[at % secrets.length] ?? '']).join('|');
          const hidden = index.replaceIn(text);
          for (const one of secrets) expect(hidden).not.toContain(one);
        },
      ),
    );
  });

  test('takes the longest that begins at a place, and all else as it is', () => {
    const index = new SecretIndex();
    index.add('secret-1', '<short>');
    index.add('secret-1-and-more', '<long>');
    expect(index.replaceIn('x secret-1-and-more, secret-1-and, secret-')).toBe('x <long>, <short>-and, secret-');
  });
});
