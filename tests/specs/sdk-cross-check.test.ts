import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as sdk from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { driftOf } from '../../specs/drift.js';
import { loadSpec } from '../../specs/load.js';
import type { Members, Spec } from '../../specs/spec.js';

/**
 * The specs against the runtime schemas of AWS's own client, which were made from the service's model by other hands: names,
 * kinds of value, required members, declared errors, values of enumerations. (The client has no lengths and no ranges.)
 */
const exported: Readonly<Record<string, unknown>> = sdk;
const old = loadSpec('sfn', '2017-03-30');
const current = loadSpec('sfn', 'current');

interface SdkStructure {
  readonly kinds: ReadonlyMap<string, string>;
  readonly required: ReadonlySet<string>;
}

/** A structure's schema: `[3, namespace, name, traits, names, schemas, count of required members, which come first]`. */
function structureOf(schema: unknown): SdkStructure {
  const [, , , , names, schemas, required = 0] = resolve(schema) as [
    number,
    string,
    string,
    unknown,
    string[],
    unknown[],
    number?,
  ];
  return {
    kinds: new Map(names.map((name, index) => [name, kindOf(schemas[index])])),
    required: new Set(names.slice(0, required)),
  };
}

const SIMPLE = new Map([
  [0, 'text'],
  [1, 'number'],
  [2, 'boolean'],
  [4, 'timestamp'],
  [64, 'list'],
]);

function kindOf(schema: unknown): string {
  if (typeof schema === 'number') return SIMPLE.get(schema) ?? `scalar ${schema}`;
  const resolved = resolve(schema);
  if (typeof resolved === 'number') return kindOf(resolved);
  const [code, , name, , inner] = resolved as [number, string, string, unknown, unknown];
  if (code === 0) return kindOf(inner);
  return code === 1 ? 'list' : code === 2 ? 'map' : name;
}

/** Takes off what defers or wraps a schema: a function, or a pair of a schema and its traits. */
function resolve(schema: unknown): unknown {
  if (typeof schema === 'function') return resolve(schema());
  if (Array.isArray(schema) && schema.length === 2) return resolve(schema[0]);
  return schema;
}

function operationOf(name: string): { readonly request: SdkStructure; readonly response: SdkStructure } {
  const [, , , , input, output] = exported[`${name}$`] as unknown[];
  return { request: structureOf(input), response: structureOf(output) };
}

/** The errors that the declaration file of a command says it throws, but for the client's own base class. */
function thrownBy(operation: string): Set<string> {
  const entry = createRequire(import.meta.url).resolve('@aws-sdk/client-sfn');
  const file = join(dirname(dirname(entry)), 'dist-types', 'commands', `${operation}Command.d.ts`);
  const names = [...readFileSync(file, 'utf8').matchAll(/@throws \{@link (\w+)\}/g)].map((match) => match[1] ?? '');
  return new Set(names.filter((name) => name !== 'SFNServiceException'));
}

function specKind(member: Members[string]): string {
  switch (member.type) {
    case 'string':
      return 'text';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return 'number';
    case 'structure':
      return member.name;
    default:
      return member.type;
  }
}

/** How many members of the spec have the same name and kind in the client. */
function agreeing(members: Members, structure: SdkStructure): number {
  return Object.entries(members).filter(([name, member]) => structure.kinds.get(name) === specKind(member)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('the 2017 edition is part of what the client knows', () => {
  const names = Object.keys(old.operations);

  test('35 of 35 request members', () => {
    expect(
      sum(names.map((name) => agreeing(old.operations[name]?.request.members ?? {}, operationOf(name).request))),
    ).toBe(35);
  });

  test('34 of 34 response members', () => {
    expect(
      sum(names.map((name) => agreeing(old.operations[name]?.response.members ?? {}, operationOf(name).response))),
    ).toBe(34);
  });

  test('72 of 72 members of data types', () => {
    const counts = Object.entries(old.dataTypes).map(([name, { members }]) =>
      agreeing(members, structureOf(exported[`${name}$`])),
    );
    expect(sum(counts)).toBe(72);
  });

  test('46 of 46 error declarations', () => {
    const declared = names.flatMap((name) =>
      Object.keys(old.operations[name]?.errors ?? {}).map((error) => [name, error] as const),
    );
    expect(declared.filter(([name, error]) => thrownBy(name).has(error))).toHaveLength(46);
  });

  test('38 of 38 values of enumerations', () => {
    const history = old.dataTypes.HistoryEvent?.members.type;
    const execution = old.operations.DescribeExecution?.response.members.status;
    const machine = old.operations.DescribeStateMachine?.response.members.status;
    const pairs = [
      [history, sdk.HistoryEventType],
      [execution, sdk.ExecutionStatus],
      [machine, sdk.StateMachineStatus],
    ] as const;
    const known = pairs.flatMap(([member, values]) =>
      member?.type === 'string'
        ? (member.enum ?? []).filter((value) => Object.values<string>(values).includes(value))
        : [],
    );
    expect(known).toHaveLength(38);
  });

  test('what was required still is, but for ListExecutions.stateMachineArn', () => {
    const relaxed = names.flatMap((name) => {
      const { required } = operationOf(name).request;
      const members = Object.entries(old.operations[name]?.request.members ?? {});
      return members
        .filter(([member, { required: was }]) => was && !required.has(member))
        .map(([member]) => `${name}.${member}`);
    });
    expect(relaxed).toEqual(['ListExecutions.stateMachineArn']);
  });
});

describe('what the client knows beyond the 2017 edition is the drift', () => {
  const names = Object.keys(old.operations);

  test('15 request members', () => {
    const more = sum(
      names.map(
        (name) =>
          operationOf(name).request.kinds.size - Object.keys(old.operations[name]?.request.members ?? {}).length,
      ),
    );
    expect(more).toBe(15);
    expect(driftOf('sfn', '2017-03-30', 'current').filter(isNewMember('request'))).toHaveLength(15);
  });

  test('60 response members', () => {
    const perOperation = (name: string): number => {
      const seen = new Set<string>();
      const extra = (members: Members, structure: SdkStructure): number =>
        structure.kinds.size -
        Object.keys(members).length +
        sum(
          Object.values(members).map((member) => {
            const inner = member.type === 'list' ? member.items : member;
            if (inner.type !== 'structure' || seen.has(inner.name)) return 0;
            seen.add(inner.name);
            return extra(old.dataTypes[inner.name]?.members ?? {}, structureOf(exported[`${inner.name}$`]));
          }),
        );
      return extra(old.operations[name]?.response.members ?? {}, operationOf(name).response);
    };
    expect(sum(names.map(perOperation))).toBe(60);
    expect(driftOf('sfn', '2017-03-30', 'current').filter(isNewMember('response'))).toHaveLength(60);
  });

  test('44 error declarations', () => {
    const more = names.map((name) => thrownBy(name).size - Object.keys(old.operations[name]?.errors ?? {}).length);
    expect(sum(more)).toBe(44);
  });

  test('32 values of enumerations', () => {
    const size = (values: Record<string, string>) => Object.keys(values).length;
    expect(size(sdk.HistoryEventType) + size(sdk.ExecutionStatus) + size(sdk.StateMachineStatus)).toBe(38 + 32);
  });
});

describe('the current edition is what the client knows', () => {
  test('operations, members, kinds and required members', () => {
    for (const [name, { request, response }] of Object.entries(current.operations)) {
      const known = operationOf(name);
      compare(request.members, known.request, name);
      compare(response.members, known.response, name);
    }
    for (const [name, { members }] of Object.entries(current.dataTypes))
      compare(members, structureOf(exported[`${name}$`]), name);
  });

  test('errors', () => {
    for (const [name, { errors }] of Object.entries(current.operations)) {
      expect([...thrownBy(name)].sort(), name).toEqual(Object.keys(errors).sort());
    }
  });

  test('all operations', () => {
    const commands = Object.keys(exported).filter((name) => /^[A-Z]\w+Command$/.test(name) && name !== '$Command');
    expect(commands.map((name) => name.slice(0, -'Command'.length)).sort()).toEqual(operationNames(current));
  });
});

function compare(members: Members, structure: SdkStructure, owner: string): void {
  const kinds = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, specKind(member)]));
  expect(kinds, owner).toEqual(Object.fromEntries(structure.kinds));
  const required = Object.keys(members).filter((name) => members[name]?.required);
  expect(required.sort(), owner).toEqual([...structure.required].sort());
}

function isNewMember(side: 'request' | 'response') {
  return (change: ReturnType<typeof driftOf>[number]) =>
    change.kind === 'member' && change.change === 'added' && change.side === side;
}

function operationNames(spec: Spec): string[] {
  return Object.keys(spec.operations).sort();
}
