import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adapter } from '../../../adapters/url/adapter.js';
import { serveEngine } from '../../../engine/index.js';
import { caseTranscriptFile } from '../../../harness/transcripts/case-transcript.js';
import { Hiding } from '../../../harness/transcripts/hiding.js';
import { judgeTranscript } from '../../../harness/transcripts/judge-again.js';
import type { ClearExchange } from '../../../harness/transcripts/line.js';
import { playAgain } from '../../../harness/transcripts/play-again.js';
import { recognise } from '../../../harness/transcripts/recognise.js';
import type { TranscriptFile, TranscriptHeader } from '../../../harness/transcripts/transcript-file.js';
import { parseTranscript } from '../../../harness/transcripts/transcript-reader.js';
import { TranscriptWriter } from '../../../harness/transcripts/transcript-writer.js';
import { UndiciTransport } from '../../../harness/transport.js';

const header: TranscriptHeader = {
  transcriptVersion: 1,
  tool: { name: 'sfn-conformance', version: '0' },
  source: 'proxy',
  target: 'http://127.0.0.1:1',
  edition: 'current',
  startedAt: '2026-11-22T00:00:00.000Z',
};
const ARN = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

function exchange(index: number, operation: string, input: unknown, output: unknown, status = 200): ClearExchange {
  return {
    index,
    service: 'sfn',
    operation,
    startedAt: 1_000 + 10 * index,
    durationMs: 5,
    request: {
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIDSECRETKEYID0/x',
      },
      body: JSON.stringify(input),
    },
    response: {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': `id-${index}` },
      body: JSON.stringify(output),
    },
  };
}

async function written(
  exchanges: readonly ClearExchange[],
  hiding = new Hiding(),
): Promise<{ path: string; text: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-conformance-transcript-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 't.jsonl');
  const writer = new TranscriptWriter(path, header, hiding);
  for (const one of exchanges) writer.write(one);
  await writer.finish();
  return { path, text: readFileSync(path, 'utf8') };
}

async function read(exchanges: readonly ClearExchange[]): Promise<TranscriptFile> {
  const parsed = parseTranscript((await written(exchanges)).text);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.transcript;
}

describe('a transcript', () => {
  test('hides a secret that showed only later what it is, and is for its owner alone', async () => {
    const { path, text } = await written([
      exchange(0, 'StartExecution', { input: '{"hidden":"a-secret-to-be-1234"}' }, {}),
      exchange(1, 'SendTaskSuccess', { taskToken: 'a-secret-to-be-1234', output: '\u2028\u2029' }, {}),
    ]);
    expect(text).not.toContain('a-secret-to-be-1234');
    expect(text.match(/<task token 1>/g)).toHaveLength(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(parseTranscript(text)).toMatchObject({ kind: 'transcript' });
  });

  test('that was cut off in the middle of a line is read to there', async () => {
    const { text } = await written([exchange(0, 'ListActivities', {}, {}), exchange(1, 'ListActivities', {}, {})]);
    const parsed = parseTranscript(text.slice(0, -50));
    expect(parsed).toMatchObject({ kind: 'transcript', transcript: { exchanges: [{ index: 0 }] } });
  });

  test.each([
    ['', 'It is no transcript: its first line has no transcriptVersion.'],
    ['{"counterexampleVersion":1}', 'It is no transcript: its first line has no transcriptVersion.'],
    [
      '{"transcriptVersion":2}',
      'It has version 2, and this tool reads version 1: use the version of sfn-conformance that wrote it.',
    ],
    [`${JSON.stringify(header)}\n{"index":0}\n`, "Line 2: it must have required property 'response'."],
    [`${JSON.stringify({ ...header, source: 'me' })}\n`, 'Line 1: /source must be equal to one of the allowed values.'],
    [`${JSON.stringify(header)}\nno\n${JSON.stringify(header)}\n`, 'Line 2 is no JSON.'],
  ])('that is none is refused with one sentence (%#)', (text, message) => {
    expect(parseTranscript(text)).toEqual({ kind: 'invalid', message });
  });

  test('of a case has the path of its id', () => {
    expect(caseTranscriptFile('/t', 'sfn/x/../a b')).toBe('/t/sfn/x/-/a-b.jsonl');
  });

  test('is judged again by the rules of any edition', async () => {
    const described = { executionArn: ARN, stateMachineArn: 'x', status: 'PENDING_REDRIVE', startDate: '2026' };
    const transcript = await read([exchange(0, 'DescribeExecution', { executionArn: ARN }, described)]);
    const brokenIn = (edition: string) =>
      judgeTranscript(transcript, edition)
        .rows.filter(({ violations }) => violations > 0)
        .map(({ rule }) => rule);
    expect(brokenIn('current')).toEqual(['protocol:timestamps', 'schema:response/startDate/type']);
    expect(brokenIn('2017-03-30')).toContain('schema:response/status/enum');
  });
});

describe('recognise', () => {
  test.each([
    ['POST', '/', { 'x-amz-target': 'AWSStepFunctions.StartExecution' }, 'StartExecution'],
    ['POST', '/', { 'x-amz-target': 'AWSStepFunctions.Nothing' }, '(unknown operation)'],
    ['POST', '/', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, undefined],
    ['GET', '/2025-12-01/durable-executions/a%3Ab/history?MaxItems=1', {}, 'GetDurableExecutionHistory'],
    ['PUT', '/2025-12-01/durable-executions/a', {}, '(unknown operation)'],
    ['POST', '/2015-03-31/functions/f/invocations', {}, undefined],
    ['GET', '/', {}, undefined],
  ])('%s %s %j', (method, path, headers, operation) => {
    expect(recognise(method, path, headers as Record<string, string>)?.operation).toBe(operation);
  });
});

describe('a transcript that is sent again', () => {
  /** What a client recorded elsewhere: other ARNs, other tokens, and a worker that waited while the execution was started. */
  const recorded = async () => {
    const there = 'arn:aws:states:eu-west-1:000000000000';
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource: `${there}:activity:a`, End: true } } };
    const machine = `${there}:stateMachine:m`;
    const execution = `${there}:execution:m:0001-0002`;
    const token = 'token-that-was-given-there';
    return await read([
      exchange(0, 'CreateActivity', { name: 'a' }, { activityArn: `${there}:activity:a`, creationDate: 1 }),
      exchange(
        1,
        'CreateStateMachine',
        { name: 'm', definition: JSON.stringify(task), roleArn: 'arn:aws:iam::123456789012:role/r' },
        { stateMachineArn: machine, creationDate: 1 },
      ),
      {
        ...exchange(2, 'GetActivityTask', { activityArn: `${there}:activity:a` }, { taskToken: token, input: '{}' }),
        durationMs: 15,
      },
      exchange(3, 'StartExecution', { stateMachineArn: machine }, { executionArn: execution, startDate: 1 }),
      exchange(4, 'SendTaskSuccess', { taskToken: token, output: '{"done":true}' }, {}),
      exchange(
        5,
        'DescribeExecution',
        { executionArn: execution },
        { executionArn: execution, stateMachineArn: machine, status: 'SUCCEEDED', startDate: 1, stopDate: 2 },
      ),
      exchange(6, 'StopExecution', { executionArn: 'arn:no' }, { __type: 'InvalidArn', message: 'no' }, 400),
    ]);
  };

  async function play(transcript: TranscriptFile, url: string) {
    const { info } = await adapter.start({ url, region: 'us-east-1', edition: 'current', seed: 1 });
    const transport = new UndiciTransport({ connectMs: 3_000 });
    onTestFinished(() => transport.close());
    const signal = new AbortController().signal;
    return await playAgain(transcript, { target: info, edition: 'current', transport, withinMs: 20_000, signal });
  }

  test('is put in the words of the target: its ARNs, its tokens', async () => {
    const transcript = await recorded();
    expect(JSON.stringify(transcript)).not.toContain('token-that-was-given-there');
    const served = await serveEngine({ clock: 'real' });
    onTestFinished(() => served.close());
    const played = await play(transcript, served.url);
    expect(played).toMatchObject({ sent: 7, left: 0, others: [], faults: [] });
    expect(played.rows.filter(({ violations }) => violations > 0)).toEqual([]);
    const account = served.engine.account();
    expect([...account.executions.values()].map(({ execution }) => execution.status)).toEqual(['SUCCEEDED']);
  });

  test('moves a clock that must be moved while an execution runs that had ended', async () => {
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3_600, End: true } } };
    const roleArn = 'arn:aws:iam::123456789012:role/r';
    const [machine, execution] = ['arn:aws:states:x:1:stateMachine:m', 'arn:aws:states:x:1:execution:m:e'];
    const transcript = await read([
      exchange(
        0,
        'CreateStateMachine',
        { name: 'm', definition: JSON.stringify(wait), roleArn },
        { stateMachineArn: machine },
      ),
      exchange(1, 'StartExecution', { stateMachineArn: machine }, { executionArn: execution }),
      exchange(2, 'DescribeExecution', { executionArn: execution }, { executionArn: execution, status: 'SUCCEEDED' }),
    ]);
    const served = await serveEngine({ clock: 'virtual' });
    onTestFinished(() => served.close());
    expect(await play(transcript, served.url)).toMatchObject({ sent: 3, left: 0, others: [] });
    expect([...served.engine.account().executions.values()].map(({ execution }) => execution.status)).toEqual([
      'SUCCEEDED',
    ]);
  });

  test('tells which answers are others than they were', async () => {
    const transcript = await recorded();
    const served = await serveEngine({
      clock: 'real',
      rewriteAnswer: (answer, { headers }) =>
        headers['x-amz-target'] === 'AWSStepFunctions.StopExecution'
          ? { ...answer, status: 200, body: '{"stopDate":1}' }
          : answer,
    });
    onTestFinished(() => served.close());
    const { others } = await play(transcript, served.url);
    expect(others).toEqual([{ index: 6, operation: 'StopExecution', then: '400 InvalidArn: no', now: '200' }]);
  });
});
