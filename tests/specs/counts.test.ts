import { describe, expect, test } from 'vitest';
import { countSpec } from '../../specs/counts.js';
import { loadSpec } from '../../specs/load.js';
import type { Member, Spec } from '../../specs/spec.js';

const old = loadSpec('sfn', '2017-03-30');
const current = loadSpec('sfn', 'current');
const durable = loadSpec('durable', '2025-12-01');

describe('the counts of the editions', () => {
  test('sfn 2017-03-30', () => {
    expect(countSpec(old)).toEqual({
      operations: 17,
      dataTypes: 23,
      requestMembers: 35,
      requiredRequestMembers: 18,
      responseMembers: 34,
      dataTypeMembers: 72,
      lengthConstraints: 90,
      ranges: 4,
      patterns: 0,
      errorDeclarations: 46,
      distinctErrors: 18,
      commonErrors: 16,
      commonParameters: 8,
      enums: 3,
      enumValues: 38,
      emptyResponses: 5,
      historyEventTypes: 31,
    });
  });

  test('sfn current', () => {
    expect(countSpec(current)).toMatchObject({
      operations: 37,
      dataTypes: 63,
      errorDeclarations: 178,
      distinctErrors: 33,
      enums: 18,
      enumValues: 115,
      historyEventTypes: 62,
    });
  });

  test('durable 2025-12-01', () => {
    const own = Object.entries(durable.operations).filter(([name]) => /Durable/.test(name));
    expect(own).toHaveLength(9);
    expect(own.flatMap(([, operation]) => Object.keys(operation.errors))).toHaveLength(65);
    expect(new Set(own.flatMap(([, operation]) => Object.keys(operation.errors))).size).toBe(9);
    expect(durable.operations.Invoke?.request.members.DurableExecutionName?.binding).toEqual({
      in: 'header',
      name: 'X-Amz-Durable-Execution-Name',
    });
    expect(countSpec(durable).historyEventTypes).toBe(24);
  });
});

describe('inside the 2017 edition', () => {
  const members = allMembers(old);

  test('types', () => {
    expect(tally(members.map(({ type }) => type))).toEqual({
      string: 95,
      structure: 19,
      timestamp: 13,
      long: 5,
      integer: 4,
      boolean: 1,
      list: 4,
    });
    expect(members).toHaveLength(141);
  });

  test('lengths', () => {
    const lengths = members.flatMap((member) =>
      member.type === 'string' && !member.enum ? [`${member.minLength ?? ''}..${member.maxLength}`] : [],
    );
    expect(tally(lengths)).toEqual({
      '1..256': 26,
      '..32768': 13,
      '1..80': 12,
      '1..1024': 12,
      '0..32768': 12,
      '0..256': 12,
      '1..1048576': 2,
      '..256': 1,
    });
  });

  test('required', () => {
    expect(tally(members.map(({ required }) => String(required)))).toEqual({ true: 36, false: 71, undefined: 34 });
  });

  test('errors: all of status 400, and how often each is declared', () => {
    const declared = Object.values(old.operations).flatMap(({ errors }) => Object.entries(errors));
    expect(new Set(declared.map(([, { status }]) => status))).toEqual(new Set([400]));
    expect(tally(declared.map(([name]) => name))).toMatchObject({ InvalidArn: 11, InvalidToken: 7, TaskTimedOut: 3 });
    expect(tally(Object.values(old.commonErrors).map(({ status }) => String(status)))).toEqual({
      400: 10,
      403: 3,
      404: 1,
      500: 1,
      503: 1,
    });
  });

  test('every item is cited by line and page', () => {
    for (const { cite } of members) expect(cite).toEqual({ line: expect.any(Number), page: expect.any(Number) });
    expect(old.operations.StartExecution?.request.members.input?.cite).toEqual({ line: 1965, page: 35 });
    expect(old.operations.StartExecution?.errors.ExecutionAlreadyExists?.cite).toEqual({ line: 2028, page: 36 });
  });
});

describe('no sentence of a documentation is kept', () => {
  test.each([old, current, durable])('$service $edition', (spec) => {
    const { sources: _titles, ...stated } = spec;
    const texts: string[] = [];
    JSON.stringify(stated, (key, value: unknown) => {
      if (typeof value === 'string' && key !== 'pattern') texts.push(value);
      return value;
    });
    expect(texts.filter((text) => /\s/.test(text))).toEqual([]);
  });
});

describe('the page of StopDurableExecution', () => {
  const stop = durable.operations.StopDurableExecution;

  test('its members and errors', () => {
    expect(Object.keys(stop?.request.members ?? {})).toEqual([
      'DurableExecutionArn',
      'ErrorData',
      'ErrorMessage',
      'ErrorType',
      'StackTrace',
    ]);
    expect(stop?.http).toEqual({
      method: 'POST',
      path: '/2025-12-01/durable-executions/{DurableExecutionArn}/stop',
      status: 200,
    });
    expect(tally(Object.values(stop?.errors ?? {}).map(({ status }) => String(status)))).toEqual({
      400: 1,
      404: 1,
      429: 1,
      500: 1,
      502: 4,
    });
    expect(Object.values(stop?.errors ?? {}).flatMap(({ members }) => Object.keys(members ?? {}))).toEqual([
      'Type',
      'message',
      'retryAfterSeconds',
    ]);
  });

  test('agrees with the model on what both state', () => {
    const history = durable.operations.GetDurableExecutionHistory;
    const { cite: _line, ...printed }: Partial<Member> = stop?.request.members.DurableExecutionArn ?? {};
    const { cite: _shape, ...modelled }: Partial<Member> = history?.request.members.DurableExecutionArn ?? {};
    expect(printed).toEqual(modelled);
    for (const [name, { status, members }] of Object.entries(stop?.errors ?? {})) {
      expect(durable.errors[name]?.status).toBe(status);
      expect(Object.keys(durable.errors[name]?.members ?? {})).toEqual(
        expect.arrayContaining(Object.keys(members ?? {})),
      );
    }
  });
});

function allMembers(spec: Spec): Member[] {
  const operations = Object.values(spec.operations);
  return [
    ...operations.flatMap(({ request, response }) => [request.members, response.members]),
    ...Object.values(spec.dataTypes).map(({ members }) => members),
  ].flatMap((members) => Object.values(members));
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
