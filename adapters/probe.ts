import { setTimeout as pause } from 'node:timers/promises';
import type { Capability } from '../harness/target.js';
import type { ProbeAnswer, ProbeClient } from './probe-client.js';
import { accountOf, freshName, probeMachine, stringIn } from './probe-machine.js';

/** Some know the names of operations that they do not have. */
const NOT_IMPLEMENTED = 501;
/** How long a probing execution may take on the wall clock. */
const EXECUTION_MS = 10_000;

/** Operations that stand for a capability: a target that knows them has it. */
const OPERATIONS: readonly (readonly [Capability, string, object])[] = [
  ['activities', 'ListActivities', {}],
  [
    'activity-workers',
    'GetActivityTask',
    { activityArn: 'arn:aws:states:us-east-1:123456789012:activity:conformance-probe-none' },
  ],
  [
    'sync-express',
    'StartSyncExecution',
    { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' },
  ],
  ['distributed-map', 'DescribeMapRun', { mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:none/none:none' }],
  [
    'update-machine',
    'UpdateStateMachine',
    { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' },
  ],
  [
    'versions',
    'ListStateMachineVersions',
    { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' },
  ],
  [
    'aliases',
    'ListStateMachineAliases',
    { stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' },
  ],
  ['tags', 'ListTagsForResource', { resourceArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:none' }],
  ['redrive', 'RedriveExecution', { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:none:none' }],
  ['test-state', 'TestState', { definition: '{"Type":"Pass","End":true}' }],
  [
    'validate-definition',
    'ValidateStateMachineDefinition',
    { definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}' },
  ],
];

/** Machines that stand for a capability: a target that runs one to the right output has it. */
const MACHINES: readonly (readonly [Capability, object, unknown])[] = [
  [
    'map',
    {
      StartAt: 'A',
      States: {
        A: {
          Type: 'Map',
          ItemsPath: '$.items',
          Iterator: { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } },
          End: true,
        },
      },
    },
    [1, 2],
  ],
  [
    'jsonata',
    {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: '{% $states.input.items[1] %}', End: true } },
    },
    2,
  ],
];

/** What a target was found to have, and the account that its ARNs carry when one was seen. */
export interface Probed {
  readonly capabilities: readonly Capability[];
  readonly accountId?: string;
  /** It knows the routes of Lambda durable executions. What they need besides is a Lambda endpoint that it was told. */
  readonly durableRoutes: boolean;
  /** Machines were made and started, and none of their executions ended: waiting longer brings nothing. */
  readonly endsNothing?: true;
}

/**
 * Finds out what a target can do. An operation counts as missing when it is answered as one that no API has ever had. What
 * leaves no answer counts as missing too. Makes up to three state machines, and deletes them.
 */
export async function probe(client: ProbeClient): Promise<Probed> {
  const unknown = await client.call('ConformanceProbesAnUnknownOperation', {});
  const found: Capability[] = [];
  if (unknown.kind === 'failed') return { capabilities: found, durableRoutes: false };
  for (const [capability, operation, input] of OPERATIONS) {
    if (isKnown(await client.call(operation, input), unknown)) found.push(capability);
  }
  if (await refusesUnsigned(client)) found.push('auth');
  // One after the other: moto keeps the query language of a definition in one place for all, and mixes up what comes at once.
  const made: (readonly [Capability, unknown, string | undefined])[] = [];
  for (const [capability, definition, output] of MACHINES) {
    const created = await client.call('CreateStateMachine', probeMachine(definition));
    made.push([capability, output, stringIn(created, 'stateMachineArn')]);
  }
  const runs = await Promise.all(
    made.map(async ([capability, output, arn]) => ({ capability, ...(await runsTo(client, arn, output)) })),
  );
  for (const { kind, capability } of runs) if (kind === 'ran') found.push(capability);
  let accountId = runs.find((ran) => ran.accountId !== undefined)?.accountId;
  const express = await client.call('CreateStateMachine', probeMachine(undefined, 'EXPRESS'));
  const arn = stringIn(express, 'stateMachineArn');
  if (arn !== undefined) {
    accountId ??= accountOf(arn);
    const described = await client.call('DescribeStateMachine', { stateMachineArn: arn });
    if (stringIn(described, 'type') === 'EXPRESS') found.push('express');
    await client.call('DeleteStateMachine', { stateMachineArn: arn });
  }
  // A target that runs no Map at all may still answer for its Map Runs.
  const capabilities = found.filter((name) => name !== 'distributed-map' || found.includes('map')).sort();
  return {
    capabilities,
    durableRoutes: await hasDurableRoutes(client),
    ...(accountId !== undefined && { accountId }),
    ...(runs.every(({ kind }) => kind === 'endless') && { endsNothing: true as const }),
  };
}

/** A list of a function's executions, and a path beside it that no API has. */
const DURABLE_PATHS = ['durable-executions', 'durable-nothings'].map(
  (collection) => `/2025-12-01/functions/conformance-probe-none/${collection}`,
) as [string, string];

/** Whether an operation of durable executions is answered otherwise than a path that no API has, and in JSON. */
async function hasDurableRoutes(client: ProbeClient): Promise<boolean> {
  const [known, unknown] = [await client.get(DURABLE_PATHS[0]), await client.get(DURABLE_PATHS[1])];
  if (known.kind === 'failed' || known.body === undefined) return false;
  if (unknown.kind === 'failed' || known.status !== unknown.status) return true;
  // Both may be 404: then what they say tells them apart, the path that they name aside.
  const said = ({ body }: typeof known) => JSON.stringify(body).replaceAll(/durable-(executions|nothings)/g, '');
  return said(known) !== said(unknown);
}

function isKnown(answer: ProbeAnswer, unknown: ProbeAnswer): boolean {
  if (answer.kind === 'failed' || unknown.kind === 'failed' || answer.status === NOT_IMPLEMENTED) return false;
  return answer.status !== unknown.status || errorOf(answer) !== errorOf(unknown);
}

/** The error's type, or whether the body is an object at all: messages name the operation, so they always differ. */
function errorOf(answer: ProbeAnswer & { readonly kind: 'answered' }): string {
  if (answer.body === undefined) return 'not an object';
  const type = answer.body.__type ?? answer.body.code ?? answer.body.Code;
  return typeof type === 'string' ? type.replace(/^.*#/, '') : 'no type';
}

/** A signed request is served and the same without a signature is not. */
async function refusesUnsigned(client: ProbeClient): Promise<boolean> {
  const signed = await client.call('ListStateMachines', {});
  const unsigned = await client.call('ListStateMachines', {}, { signed: false });
  return (
    signed.kind === 'answered' &&
    signed.status === 200 &&
    unsigned.kind === 'answered' &&
    [400, 401, 403].includes(unsigned.status)
  );
}

interface Ran {
  /** `endless`: it was started, and still ran after the longest time. */
  readonly kind: 'ran' | 'did-not' | 'endless';
  readonly accountId?: string;
}

async function runsTo(client: ProbeClient, stateMachineArn: string | undefined, output: unknown): Promise<Ran> {
  if (stateMachineArn === undefined) return { kind: 'did-not' };
  const accountId = accountOf(stateMachineArn);
  const input = JSON.stringify({ items: [1, 2] });
  const started = await client.call('StartExecution', { stateMachineArn, input, name: freshName() });
  const executionArn = stringIn(started, 'executionArn');
  const ended = executionArn === undefined ? { kind: 'ended' as const } : await endOf(client, executionArn);
  await client.call('DeleteStateMachine', { stateMachineArn });
  const right = ended.kind === 'ended' && ended.output === JSON.stringify(output);
  const kind = ended.kind === 'endless' ? 'endless' : right ? 'ran' : 'did-not';
  return accountId === undefined ? { kind } : { kind, accountId };
}

type End = { readonly kind: 'endless' } | { readonly kind: 'ended'; readonly output?: string | undefined };

async function endOf(client: ProbeClient, executionArn: string): Promise<End> {
  const deadline = Date.now() + EXECUTION_MS;
  while (Date.now() < deadline) {
    const described = await client.call('DescribeExecution', { executionArn });
    if (stringIn(described, 'status') !== 'RUNNING') {
      return { kind: 'ended', output: compact(stringIn(described, 'output')) };
    }
    await pause(100);
  }
  return { kind: 'endless' };
}

function compact(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
