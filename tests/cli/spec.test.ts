import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { driftCommand } from '../../cli/drift.js';
import { CommandError, exitCodes } from '../../cli/exit.js';
import { specCommand } from '../../cli/spec.js';
import { lineOf, miniReference } from '../specs/mini-reference.js';

const folder = mkdtempSync(join(tmpdir(), 'spec-command-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs a command in this process and returns what it prints. */
async function printed(command: ReturnType<typeof specCommand>, ...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  await command.exitOverride().parseAsync(args, { from: 'user' });
  return text;
}

async function refused(...args: string[]): Promise<CommandError> {
  const error: unknown = await printed(specCommand(), ...args).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CommandError);
  expect((error as CommandError).exitCode).toBe(exitCodes.usage);
  return error as CommandError;
}

describe('spec', () => {
  test('--edition 2017-03-30 --json prints the counts', async () => {
    expect(JSON.parse(await printed(specCommand(), '--edition', '2017-03-30', '--json'))).toMatchObject({
      operations: 17,
      dataTypes: 23,
      requestMembers: 35,
      requiredRequestMembers: 18,
      responseMembers: 34,
      dataTypeMembers: 72,
      lengthConstraints: 90,
      ranges: 4,
      errorDeclarations: 46,
      distinctErrors: 18,
      commonErrors: 16,
      commonParameters: 8,
      enumValues: 38,
      emptyResponses: 5,
    });
  });

  test('--edition current --json prints those of today', async () => {
    expect(JSON.parse(await printed(specCommand(), '--edition', 'current', '--json'))).toMatchObject({
      operations: 37,
      dataTypes: 63,
      distinctErrors: 33,
      historyEventTypes: 62,
    });
  });

  test('prints the contract of an operation', async () => {
    const text = await printed(specCommand(), '--edition', '2017-03-30', 'StartExecution');
    expect(text).toContain('StartExecution  (sfn/2017-03-30, p. 35, line 1945)');
    expect(text).toMatch(/input +string \.\.32768 +optional +p\. 35, line 1965/);
    expect(text).toMatch(/startDate +timestamp +required +p\. 35, line 2018, A04/);
    expect(text).toMatch(/ExecutionAlreadyExists +400 +p\. 36, line 2028/);
    expect(text).toContain('A09  Is the second StartExecution with a used name an error?');
    const json: unknown = JSON.parse(await printed(specCommand(), '--json', 'StartExecution'));
    expect(json).toMatchObject({
      edition: 'current',
      operation: 'StartExecution',
      request: { members: { input: { maxLength: 262144 } } },
    });
  });

  test('an operation that is not there is one sentence', async () => {
    expect((await refused('Startexecution')).message).toBe(
      'The edition current has no operation "Startexecution": did you mean StartExecution?',
    );
    expect((await refused('--edition', '2017-03-30', 'TestState')).message).toBe(
      'The edition 2017-03-30 has no operation "TestState": it is in current.',
    );
    expect((await refused('Sheep')).message).toBe(
      'The edition current has no operation "Sheep": "spec --edition current" lists what it has.',
    );
  });
});

describe('spec extract', () => {
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test('reads another reference', async () => {
    const file = write('sheep.md', miniReference);
    const spec: unknown = JSON.parse(await printed(specCommand(), 'extract', file, '--service', 'sfn'));
    expect(spec).toMatchObject({
      service: 'sfn',
      edition: '2020-02-03',
      apiVersion: '2020-02-02',
      sources: { reference: { title: 'sheep.md', date: '2020-02-03' } },
      operations: { CountSheep: { request: { members: { name: { maxLength: 80 } } } } },
    });
    const out = join(folder, 'sheep.json');
    expect(await printed(specCommand(), 'extract', file, '--service', 'sfn', '--out', out)).toBe('');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(spec);
  });

  test('reads a model', async () => {
    const model = {
      metadata: {
        apiVersion: '1',
        protocol: 'json',
        jsonVersion: '1.0',
        targetPrefix: 'Sheep',
        endpointPrefix: 'sheep',
      },
      operations: {
        Count: { name: 'Count', http: { method: 'POST', requestUri: '/' }, input: { shape: 'In' }, errors: [] },
      },
      shapes: {
        In: { type: 'structure', members: { n: { shape: 'N' } }, required: ['n'] },
        N: { type: 'integer', min: 1 },
      },
    };
    const file = write('model.json', JSON.stringify(model));
    expect(
      JSON.parse(await printed(specCommand(), 'extract', file, '--service', 'sfn', '--edition', 'mine')),
    ).toMatchObject({
      edition: 'mine',
      operations: { Count: { request: { members: { n: { type: 'integer', minimum: 1, required: true } } } } },
    });
    const odd = write(
      'odd.json',
      JSON.stringify({ ...model, shapes: { ...model.shapes, N: { type: 'integer', odd: true } } }),
    );
    expect((await refused('extract', odd, '--service', 'sfn')).message).toBe(
      `${odd}: shape N: the field "odd" is unknown, so it cannot be kept.`,
    );
  });

  test('a line that cannot be classified is named', async () => {
    const damaged = miniReference.replace('Type: Boolean', 'Type: Perhaps');
    const file = write('damaged.md', damaged);
    expect((await refused('extract', file, '--service', 'sfn')).message).toBe(
      `${file}: line ${lineOf(damaged, 'Type: Perhaps')}: the type "Perhaps" is unknown.`,
    );
  });

  test.each([
    ['nothing', '', 'line 1: the text is empty.'],
    ['something else', 'Dear diary,\n', 'the text does not tell its service: say --service sfn or --service durable.'],
  ])('%s is refused', async (name, text, message) => {
    const file = write(`${name}.txt`, text);
    expect((await refused('extract', file)).message).toBe(`${file}: ${message}`);
  });

  test('a file that is not there is one sentence', async () => {
    expect((await refused('extract', join(folder, 'absent.md'))).message).toMatch(/^Can't read '.*absent\.md': /);
  });
});

describe('drift', () => {
  test('prints the changes with their instances', async () => {
    const json = JSON.parse(await printed(driftCommand(), '--json')) as {
      readonly counts: Readonly<Record<string, number>>;
      readonly changes: readonly { readonly witness: { readonly accepts: string } }[];
    };
    expect(json.counts).toMatchObject({
      newRequestMembers: 15,
      newResponseMembers: 60,
      newErrorDeclarations: 44,
      newEnumValues: 32,
    });
    expect(json.changes).toHaveLength(193);
    for (const { witness } of json.changes) expect(['2017-03-30', 'current']).toContain(witness.accepts);
    const text = await printed(driftCommand(), '2017-03-30', 'current');
    expect(text).toContain('request input: maxLength 32768 -> 262144');
    expect(text).toContain('{"input":{"$repeat":["a",32769]},"stateMachineArn":"a"}');
  });

  test('editions of two services cannot be compared', async () => {
    await expect(printed(driftCommand(), 'current', '2025-12-01')).rejects.toThrow(
      /^current and 2025-12-01 are editions of two services/,
    );
    await expect(printed(driftCommand(), 'current', 'next')).rejects.toThrow('There is no edition "next": take one of');
  });
});
