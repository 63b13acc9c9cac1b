import { loadValidators, loadValidatorsNow } from '../schemas/validate.js';
import { effectiveSpec } from '../specs/effective.js';
import { serviceOfEdition } from '../specs/load.js';
import { formalCredentials } from './credentials.js';
import { DURABLE_EDITION } from './durable/operations.js';
import { TargetHealth } from './health.js';
import type { DurableYardstick } from './judge/durable/judge.js';
import { type Yardstick, yardstick } from './judge/judge.js';
import { responseSchemas } from './judge/schema.js';
import { LambdaHost } from './lambda-host.js';
import { Leftovers } from './leftovers.js';
import { PatientTransport } from './patient-transport.js';
import { Signer } from './signer.js';
import type { Budgets, ConformanceRun, TargetInfo } from './target.js';
import { type Transport, UndiciTransport } from './transport.js';

export const defaultBudgets: Required<Budgets> = {
  requestMs: 10_000,
  connectMs: 3_000,
  caseMs: 60_000,
  settleMs: 30_000,
};

/** A probe of a silent target takes no longer than this. */
const LONGEST_PROBE_MS = 2_000;

/** What the cases of one worker process share. */
export interface Worker {
  readonly run: ConformanceRun;
  readonly budgets: Required<Budgets>;
  readonly transport: Transport;
  readonly health: TargetHealth;
  readonly yardstick: Yardstick;
  /** That of durable executions, loaded by whoever asks first. Their edition is their own, whatever the run is about. */
  readonly durableYardstick: () => DurableYardstick;
  readonly lambda: LambdaHost;
  readonly leftovers: Leftovers;
  /** The request ids of all answers so far. */
  readonly requestIds: Set<string>;
  /** How often each case was run here: a repetition gets an account and names of its own. */
  readonly runsOf: Map<string, number>;
  close(): Promise<void>;
}

export async function makeWorker(run: ConformanceRun): Promise<Worker> {
  const service = serviceOfEdition(run.target.edition);
  const { spec } = effectiveSpec(service, run.target.edition);
  const validators = await loadValidators(service, run.target.edition);
  const budgets = { ...defaultBudgets, ...run.budgets };
  const connection = new UndiciTransport({ connectMs: budgets.connectMs, ca: run.target.ca });
  const transport = run.target.throttles === true ? new PatientTransport(connection) : connection;
  const lambda = new LambdaHost();
  const leftovers = new Leftovers();
  const probeMs = Math.min(budgets.requestMs, LONGEST_PROBE_MS);
  const health = new TargetHealth(
    () => probe(run.target, transport, probeMs),
    run.sharedFolder,
    run.target.restarts === true,
  );
  return {
    run,
    budgets,
    transport,
    health,
    yardstick: yardstick(spec, responseSchemas(spec, validators)),
    durableYardstick: once(durableYardstick),
    lambda,
    leftovers,
    requestIds: new Set(),
    runsOf: new Map(),
    close: async () => {
      if (!health.isLost) await leftovers.settle(run, transport);
      await Promise.all([transport.close(), lambda.close()]);
    },
  };
}

function durableYardstick(): DurableYardstick {
  const { spec } = effectiveSpec('durable', DURABLE_EDITION);
  return { spec, schemas: responseSchemas(spec, loadValidatorsNow('durable', DURABLE_EDITION)) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Asks the target something harmless: whether any answer comes. */
export async function probe(target: TargetInfo, transport: Transport, timeoutMs: number): Promise<boolean> {
  const url = new URL('/', target.url).href;
  const body = '{"maxResults":1}';
  const signer = new Signer({
    service: 'states',
    region: target.region,
    credentials: target.credentials ?? formalCredentials(),
  });
  const headers = await signer.sign({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
    body,
  });
  const signal = new AbortController().signal;
  const answer = await transport.send({ method: 'POST', url, headers, body, timeoutMs, signal });
  return answer.kind === 'answered';
}
