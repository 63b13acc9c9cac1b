import { CaseActivities } from './activities.js';
import { CleanUp } from './clean-up.js';
import {
  type Caller,
  CountingCaller,
  type Holding,
  handledMethods,
  type Line,
  stepFunctions,
  WireCaller,
  wireOf,
} from './client.js';
import { type Clock, WallClock } from './clock.js';
import type { CaseContext, CaseTarget } from './context.js';
import { clockControl } from './control.js';
import { accountHeadersOf, credentialsOf } from './credentials.js';
import { openDurable } from './durable/session.js';
import { CaseExecutions } from './executions.js';
import { Judge } from './judge/judge.js';
import { CaseMachines } from './machines.js';
import { madeBy, type Undoing } from './made.js';
import { Masking } from './masking.js';
import { accountOfCase, FreshNames } from './names.js';
import { Occupation } from './occupation.js';
import { PollGate } from './poll-gate.js';
import type { Situation } from './reproduction/index.js';
import { Signer } from './signer.js';
import type { Credentials, TargetInfo } from './target.js';
import { CaseTasks } from './tasks.js';
import { Transcript } from './transcript.js';
import { VirtualCaseClock } from './virtual-clock.js';
import type { Worker } from './worker.js';

/** All that one case stands on, and what it leaves behind. */
export interface Session {
  readonly context: CaseContext;
  readonly transcript: Transcript;
  readonly judge: Judge;
  readonly masking: Masking;
  readonly occupation: Occupation;
  readonly situation: Situation;
  readonly notes: readonly string[];
  /** Ends what the case began: polls, workers, functions. */
  end(): void;
  /** Unmakes what the case made. @returns what could not be unmade */
  cleanUp(): Promise<string[]>;
}

/** The account of a case: one of its own where the target keeps accounts apart. */
function accountOf(target: TargetInfo, runId: string, caseId: string, repetition: number): string {
  return target.isolation === 'account' ? accountOfCase(runId, caseId, repetition) : target.accountId;
}

function caseTarget(target: TargetInfo, accountId: string): CaseTarget {
  const { credentials: _keys, ca: _authority, ...known } = target;
  return { ...known, accountId, has: (capability) => target.capabilities.includes(capability) };
}

/** The client that the run asked for. The SDK is loaded only by a run that uses it. */
async function callerOf(worker: Worker, line: Line, credentials: Credentials): Promise<Caller> {
  const wire = new WireCaller(line);
  if (worker.run.client === 'wire') return new CountingCaller(wire, line.occupation);
  const { SdkCaller } = await import('./sdk-client.js');
  const caller = new SdkCaller(line, wire, { region: worker.run.target.region, credentials });
  return new CountingCaller(caller, line.occupation);
}

/** Opens what a case needs. Nothing is sent yet. */
export async function openSession(worker: Worker, caseId: string, budgetMs: number): Promise<Session> {
  const { run, budgets, transport, health } = worker;
  const { target } = run;
  const repetition = (worker.runsOf.get(caseId) ?? 0) + 1;
  worker.runsOf.set(caseId, repetition);
  const accountId = accountOf(target, run.runId, caseId, repetition);
  const credentials = credentialsOf(target, accountId);

  const ended = new AbortController();
  const masking = new Masking();
  if (target.credentials !== undefined) {
    const { accessKeyId, secretAccessKey, sessionToken } = target.credentials;
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
      if (secret !== undefined) masking.add(secret, '<credential>');
    }
  }
  const transcript = new Transcript();
  const judge = new Judge(worker.yardstick, worker.requestIds);
  const occupation = new Occupation();
  const names = new FreshNames(run.runId, `${caseId} ${repetition}`, target.namePrefix);
  const cleanUp = new CleanUp();
  const notes = new Map<string, string>();
  const line: Line = {
    url: target.url,
    hostPrefix: target.hostPrefix === true,
    headers: accountHeadersOf(target, accountId),
    transport,
    signer: new Signer({ service: 'states', region: target.region, credentials }),
    judge,
    transcript,
    masking,
    occupation,
    health,
    signal: ended.signal,
    requestMs: budgets.requestMs,
    caseMs: budgetMs,
  };
  // Clean-up goes on after the case has ended, with less patience.
  const undo = new WireCaller({
    ...line,
    signal: new AbortController().signal,
    requestMs: Math.min(budgets.requestMs, 2_000),
  });
  const caller = await callerOf(worker, line, credentials);
  const polls = new PollGate();
  const clock = clockOf(worker, line, polls, accountId);
  const holding: Holding = (work) => clock.whileWaiting(work);
  const clockKind = target.clock.kind;
  const known = caseTarget(target, accountId);
  const machines = new CaseMachines(caller, names, target.roleArn ?? `arn:aws:iam::${accountId}:role/conformance`);
  const activities = new CaseActivities(caller, names);
  /**
   * An execution that was stopped may still look at its activity, and a target may die of one that is gone, and take the
   * other cases with it. So such an activity goes last of all.
   */
  const unmake = async ({ operation, input }: Undoing): Promise<void> => {
    if (operation !== 'DeleteActivity' || !executions.wereCutShort) await undo.call(operation, input, 'cleanup');
    // A target that the run started itself is thrown away with all it holds.
    else if (target.restarts !== true) worker.leftovers.add({ operation, input, accountId });
  };
  const { has } = known;
  const { region } = target;
  const shared = { caller, clock, clockKind, occupation, polls, signal: ended.signal };
  const tasks = new CaseTasks({ ...shared, activities, lambda: worker.lambda, names, region, accountId, has });
  const executions: CaseExecutions = new CaseExecutions({
    ...shared,
    undo,
    cleanUp,
    settleMs: budgets.settleMs,
    machines,
    tasks,
  });

  return {
    context: {
      sfn: stepFunctions(caller, holding),
      wire: wireOf(line, holding),
      machines: handledMethods(machines),
      executions: handledMethods(executions),
      activities: handledMethods(activities),
      tasks: handledMethods(tasks),
      clock: handledMethods(clock),
      ...openDurable({ worker, line, judge, clock, cleanUp, names, credentials, accountId }),
      target: known,
      chance: { seed: run.seed, runs: run.runs },
      signal: ended.signal,
      latestExchange: () => transcript.exchanges.findLast(({ role }) => role === 'case')?.index,
      note: (text, about = text) => void notes.set(about, text),
    },
    transcript,
    judge,
    masking,
    occupation,
    situation: {
      url: withoutPassword(target.url),
      region,
      keyId: credentials.accessKeyId === target.credentials?.accessKeyId ? 'test' : credentials.accessKeyId,
      auth: target.credentials === undefined ? 'form' : 'environment',
      get freshNames() {
        return names.list();
      },
      ...(target.clock.kind === 'virtual' ? { clock: { control: target.clock.control, accountId } } : {}),
      hostPrefix: target.hostPrefix === true,
      headers: line.headers,
      mask: (text) => masking.text(text),
    },
    get notes() {
      return [...notes.values()];
    },
    end: () => ended.abort(),
    cleanUp: async () => {
      if (health.isLost) return [];
      const notes = await cleanUp.run();
      const made = new CleanUp();
      for (const undoing of madeBy(transcript.exchanges, (name) => names.owns(name)))
        made.add(undoing.arn, () => unmake(undoing));
      return [...notes, ...(await made.run())];
    },
  };
}

function clockOf(worker: Worker, line: Line, polls: PollGate, accountId: string): Clock {
  const { clock } = worker.run.target;
  if (clock.kind === 'real') return new WallClock(line.signal, worker.budgets.settleMs);
  const control = clockControl({ ...worker, url: clock.control, accountId, signal: line.signal });
  return new VirtualCaseClock(control, line.occupation, polls, line.signal, {
    patienceMs: 3 * worker.budgets.requestMs,
    alone: worker.run.target.isolation === 'account',
  });
}

/** The address as a script may hold it. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}
