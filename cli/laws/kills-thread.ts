import { parentPort, workerData } from 'node:worker_threads';
import { statesOf } from '../../arbitraries/relations/places.js';
import { type Fault, loadFault } from '../../faults/index.js';
import { type Counterexample, parseCounterexample } from '../../harness/counterexample/index.js';
import { counterexampleOf } from '../../suites/laws/counterexamples.js';
import { EngineWorld, isOfTheCore } from '../../suites/laws/engine-world.js';
import { judgeAgain } from '../../suites/laws/judging/again.js';
import type { Evidence } from '../../suites/laws/judging/evidence.js';
import { type Oracle, type OracleName, oraclesFor } from '../../suites/laws/oracles.js';
import { type Judged, shrink } from '../../suites/laws/search.js';
import type { World } from '../../suites/laws/world.js';
import { inTime } from './in-time.js';
import type { Kill, KillsMessage, KillsOptions } from './kills.js';
import type { Part } from './threads.js';

/** One thread of the kill matrix: every n-th fault. */

const { faults, tests, seed, edition, part } = workerData as KillsOptions & { readonly part: Part };

/** How long a failure may be made smaller. */
const SHRINK_MS = 6_000;

/** How long one test may take. */
const ANSWER_MS = 3_000;

interface Worlds {
  readonly machines: EngineWorld;
  readonly service: EngineWorld;
}

function worldsOf(fault: Fault): Worlds {
  const service = new EngineWorld(edition, 'service', fault);
  return { service, machines: isOfTheCore(fault) ? new EngineWorld(edition, 'core', fault) : service };
}

/** The world that a finding is about. */
function worldFor({ machines, service }: Worlds, name: OracleName): World {
  return name === 'operations' || name === 'calls' || name === 'definitions' ? service : machines;
}

async function killBy(oracle: Oracle, fault: Fault, onCrash: () => void): Promise<Kill | undefined> {
  for (let index = 0; index < tests; index++) {
    const drawn = oracle.draw(index);
    let judged: Judged<Evidence>;
    try {
      judged = await inTime(oracle.judge(drawn, index), ANSWER_MS);
    } catch {
      onCrash();
      continue;
    }
    if (judged.kind !== 'broken') continue;
    const start = { failure: judged.failures[0]!, drawn, path: String(index), shrinks: 0 };
    const safe = { ...oracle, judge: withoutCrashes(oracle) };
    const { smallest } = await shrink(safe, start, { atOnce: 1, shrinkUntil: performance.now() + SHRINK_MS });
    const about = { edition, target: `fault ${fault.id}`, seed, roleArn: 'arn:aws:iam::123456789012:role/laws' };
    const counterexample = counterexampleOf(about, smallest);
    return {
      tests: index + 1,
      fingerprint: counterexample.fingerprint,
      statement: counterexample.statement,
      ...sizeOf(counterexample),
      replay: await replayed(JSON.stringify(counterexample), worldFor(worldsOf(fault), oracle.name)),
    };
  }
  return undefined;
}

/** A smaller test that makes the engine fail itself shows nothing. */
function withoutCrashes({ judge }: Oracle): Oracle['judge'] {
  return async (drawn, index) => {
    try {
      return await inTime(judge(drawn, index), ANSWER_MS);
    } catch {
      return { kind: 'silent' };
    }
  };
}

function sizeOf({ finding }: Counterexample): Pick<Kill, 'states' | 'calls'> {
  switch (finding.kind) {
    case 'difference':
    case 'invariant':
      return { states: statesOf(finding.runs[0]!.machine.definition).length };
    case 'relation':
      return { states: statesOf(finding.machine.definition).length };
    case 'calls':
      return { calls: finding.step + 1 };
    case 'definition':
      return {};
    default:
      return finding satisfies never;
  }
}

async function replayed(text: string, world: World): Promise<Kill['replay']> {
  const parsed = parseCounterexample(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const failures = await inTime(judgeAgain(world, parsed.counterexample), ANSWER_MS);
  if (failures.some(({ fingerprint }) => fingerprint === parsed.counterexample.fingerprint)) return 'same';
  return failures.length > 0 ? 'other' : 'nothing';
}

for (let at = part.index; at < faults.length; at += part.count) {
  const fault = await loadFault(faults[at]!);
  const kills: Partial<Record<OracleName, Kill>> = {};
  let crashes = 0;
  for (const oracle of oraclesFor({ ...worldsOf(fault), edition, seed })) {
    const kill = await killBy(oracle, fault, () => crashes++);
    if (kill !== undefined) kills[oracle.name] = kill;
  }
  const message: KillsMessage = { kind: 'measured', measured: { fault: fault.id, kills, crashes } };
  parentPort!.postMessage(message);
}
