import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadValidators } from '../../schemas/validate.js';
import { loadAdjudications } from '../../specs/adjudications.js';
import { effectiveSpec } from '../../specs/effective.js';
import { editions, loadSpec } from '../../specs/load.js';
import { isScored } from '../../specs/statement.js';
import { statementOf } from '../../specs/statement-of.js';
import { loadStatements, readStatements } from '../../specs/statements.js';
import { structuralStatements } from '../../specs/structural.js';

describe('structural statements', () => {
  const old = new Map(structuralStatements('sfn', '2017-03-30').map((statement) => [statement.id, statement]));
  const current = new Map(structuralStatements('sfn', 'current').map((statement) => [statement.id, statement]));

  test('a request member', () => {
    expect(old.get('sfn:StartExecution/request/input/max-length')).toEqual({
      id: 'sfn:StartExecution/request/input/max-length',
      claim: "The member input of StartExecution's request has at most 32768 characters; anything else is refused.",
      level: 'must',
      evidence: 'documented',
      editions: ['2017-03-30'],
      cite: { source: 'sfn/2017-03-30', line: 1965, page: 35 },
      adjudication: 'A21',
      origin: 'structural',
    });
    expect(current.get('sfn:StartExecution/request/input/max-length')).toMatchObject({
      claim: expect.stringContaining('262144'),
      evidence: 'modelled',
      cite: { source: 'sfn/current', shape: 'StartExecutionInput.input' },
    });
    expect(old.get('sfn:StartExecution/request/stateMachineArn/required')?.claim).toBe(
      'A StartExecution request without stateMachineArn is refused.',
    );
    expect(old.get('sfn:SendTaskFailure/request/cause/min-length')?.claim).toBe(
      'A SendTaskFailure request may have an empty cause.',
    );
  });

  test('a response member whose requiredness was decided', () => {
    expect(old.get('sfn:StartExecution/response/startDate/required')).toMatchObject({
      claim: 'A success of StartExecution always has startDate.',
      evidence: 'modelled',
      adjudication: 'A04',
    });
    expect(old.has('sfn:GetActivityTask/response/taskToken/min-length')).toBe(false);
    expect(old.get('sfn:GetActivityTask/response/taskToken/type')?.claim).toMatch(/is text or null\.$/);
  });

  test('errors, empty responses, data types, common errors', () => {
    expect(old.get('sfn:StartExecution/error/ExecutionAlreadyExists')).toMatchObject({
      claim: 'StartExecution can refuse with ExecutionAlreadyExists, with the HTTP status 400.',
      adjudication: 'A09',
    });
    expect(old.get('sfn:DeleteActivity/response/empty')?.adjudication).toBe('A03');
    expect(old.get('sfn:HistoryEvent/id/required')?.claim).toBe('Every HistoryEvent has id.');
    expect(current.get('sfn:Tag/key/max-length')?.claim).toContain('at most 128 characters');
    expect(old.get('sfn:common-error/Throttling')).toMatchObject({ level: 'may', adjudication: 'A19' });
    expect(current.get('sfn:UntagResource/request/tagKeys/items/max-length')?.claim).toMatch(
      /^Each element of tagKeys of /,
    );
  });

  test('how many', () => {
    expect(old.size).toBe(429);
    expect(current.size).toBe(1348);
    expect(structuralStatements('durable', '2025-12-01')).toHaveLength(1252);
  });

  test.each(editions())('every claim of $service $edition is one sentence', ({ service, edition }) => {
    for (const { id, claim } of structuralStatements(service, edition)) {
      expect(claim, id).toMatch(/^[A-Z].*\.$/);
      expect(claim, id).not.toMatch(/undefined| {2}/);
    }
  });
});

describe('the statement that a problem breaks', () => {
  const spec = effectiveSpec('sfn', 'current').spec;
  const broken: readonly (readonly [string, 'request' | 'response', unknown, string])[] = [
    [
      'DescribeExecution',
      'response',
      { executionArn: 'a', startDate: 1, stateMachineArn: 'a', status: 'X' },
      'sfn:DescribeExecution/response/status/enum',
    ],
    [
      'GetExecutionHistory',
      'response',
      { events: [{ timestamp: 1, type: 'PassStateEntered' }] },
      'sfn:HistoryEvent/id/required',
    ],
    ['GetExecutionHistory', 'response', { events: 1 }, 'sfn:GetExecutionHistory/response/events/type'],
    ['DeleteActivity', 'response', { a: 1 }, 'sfn:DeleteActivity/response/empty'],
    ['ListActivities', 'request', { maxResults: 1001 }, 'sfn:ListActivities/request/maxResults/max'],
    ['UntagResource', 'request', { resourceArn: 'a', tagKeys: [1] }, 'sfn:UntagResource/request/tagKeys/items/type'],
  ];

  test.each(broken)('%s %s %j', async (operation, side, value, id) => {
    const validators = await loadValidators('sfn', 'current');
    const [problem] = side === 'request' ? validators.request(operation)(value) : validators.response(operation)(value);
    expect(problem && statementOf(spec, operation, side, problem)).toBe(id);
    expect(loadStatements('sfn', 'current').has(id)).toBe(true);
  });

  test('a value that is wrong as a whole breaks none', async () => {
    const [problem] = (await loadValidators('sfn', 'current')).response('StartExecution')('text');
    expect(problem && statementOf(spec, 'StartExecution', 'response', problem)).toBeUndefined();
  });
});

describe('the statements of an edition', () => {
  test.each(editions())('$service $edition: what they refer to exists', ({ service, edition }) => {
    for (const [id, statement] of loadStatements(service, edition)) {
      expect(statement.editions, id).toContain(edition);
      if (statement.adjudication) expect(loadAdjudications().get(statement.adjudication)?.service, id).toBe(service);
      const [, cited] = /^(?:sfn|durable)\/(.+)$/.exec(statement.cite.source) ?? [];
      if (cited) expect(loadSpec(service, cited).edition).toBe(cited);
    }
  });

  test('only a must that is more than our reading is scored', () => {
    expect(isScored({ level: 'must', evidence: 'modelled' })).toBe(true);
    expect(isScored({ level: 'must', evidence: 'inferred' })).toBe(false);
    expect(isScored({ level: 'should', evidence: 'documented' })).toBe(false);
  });
});

describe('a file of statements', () => {
  const folder = mkdtempSync(join(tmpdir(), 'statements-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (text: string, ...more: string[]) => {
    const files = [text, ...more].map((content, index) => {
      const file = join(folder, `file${index}.yaml`);
      writeFileSync(file, content);
      return file;
    });
    return readStatements('sfn', files);
  };
  const entry = (id: string, extra = '') =>
    `- id: ${id}\n  claim: A sentence of some length.\n  level: must\n  evidence: recorded\n  cite: { source: somewhere }\n${extra}`;

  test('is read', () => {
    expect(read(entry('sfn:StopExecution/behaviour/twice', '  adjudication: A23\n  editions: [current]\n'))).toEqual([
      {
        id: 'sfn:StopExecution/behaviour/twice',
        claim: 'A sentence of some length.',
        level: 'must',
        evidence: 'recorded',
        cite: { source: 'somewhere' },
        adjudication: 'A23',
        editions: ['current'],
        origin: 'written',
      },
    ]);
    expect(read(entry('asl:Wait/a'))[0]?.editions).toEqual(['2017-03-30', 'current']);
  });

  test.each([
    ['an unknown key', entry('asl:Wait/a', '  because: x\n'), /file0\.yaml:6: "because" is unknown$/],
    ['a missing key', '- id: asl:Wait/a\n  level: must\n', /file0\.yaml:1: "claim" is missing$/],
    [
      'an unknown level',
      entry('asl:Wait/a').replace('must', 'shall'),
      /file0\.yaml:3: "level" must be one of must, should, may$/,
    ],
    [
      'a claim of two lines',
      entry('asl:Wait/a').replace('A sentence of some length.', '"A first line.\\nA second line."'),
      /file0\.yaml:2: "claim" must match pattern/,
    ],
    [
      'an unknown adjudication',
      entry('asl:Wait/a', '  adjudication: A99\n'),
      /file0\.yaml:6: there is no adjudication A99 of sfn$/,
    ],
    [
      'an adjudication of the other service',
      entry('asl:Wait/a', '  adjudication: L01\n'),
      /file0\.yaml:6: there is no adjudication L01 of sfn$/,
    ],
    [
      'an edition of the other service',
      entry('asl:Wait/a', '  editions: [2025-12-01]\n').replace('[2025-12-01]', "['2025-12-01']"),
      /file0\.yaml:6: there is no edition 2025-12-01 of sfn$/,
    ],
    ['an id of the other service', entry('durable:a/b'), /file0\.yaml:1: durable:a\/b is not of sfn$/],
    [
      'a structural id',
      entry('sfn:StartExecution/error/InvalidArn'),
      /file0\.yaml:1: the id .* is taken: it is made from the spec$/,
    ],
    ['no YAML', 'id: [', /file0\.yaml:1: /],
  ])('with %s is refused by file and line', (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('with an id of another file is refused', () => {
    expect(() => read(entry('asl:Wait/a'), `${entry('asl:Wait/b')}\n${entry('asl:Wait/a')}`)).toThrow(
      /file1\.yaml:7: the id asl:Wait\/a is taken: it is in .*file0\.yaml:1$/,
    );
  });
});
