import { statesOf } from '../../arbitraries/relations/places.js';
import { type Fault, loadFault } from '../../faults/index.js';
import { type Counterexample, parseCounterexample } from '../../harness/counterexample/index.js';
import { counterexampleOf } from '../../suites/laws/counterexamples.js';
import { type Depth, EngineWorld, isOfTheCore } from '../../suites/laws/engine-world.js';
import { judgeAgain } from '../../suites/laws/judging/again.js';
import type { Broken, Evidence } from '../../suites/laws/judging/evidence.js';
import { type Oracle, type OracleName, oraclesFor } from '../../suites/laws/oracles.js';
import { asDrawn, type Judged, shrink } from '../../suites/laws/search.js';
import { inTime } from './in-time.js';
import type { Kill, KillsMessage, KillsOptions, Subject } from './kills.js';
import { serveTasks } from './pool.js';

/** One thread of the kill matrix. */

/** How long a failure may be made smaller. */
const SHRINK_MS = 10_000;

/** How long one test may take. */
const ANSWER_MS = 5_000;

/** An oracle whose tests the engine itself ends so often has nothing to judge. */
const MOST_CRASHES = 3;

type Limits = Omit<KillsOptions, 'faults'>;

/** Oracles whose tests cost little get more of them, each so many times `--tests`. */
const SHARES: Readonly<Record<OracleName, number>> = {
  invariants: 1,
  differential: 5,
  relations: 2,
  operations: 1,
  calls: 4,
  definitions: 1,
  durable: 3,
};

/** Whether an oracle's tests are machines alone, which the core can run without the service. */
const isOfMachines = (name: OracleName): boolean =>
  name === 'invariants' || name === 'differential' || name === 'relations';

/** Whether an oracle looks at what a fault changes: the durable service is one of its own. */
function looksAt(name: OracleName, fault: Fault | undefined): boolean {
  if (fault === undefined) return true;
  const { options, install, durable } = fault;
  return name === 'durable' ? durable !== undefined : options !== undefined || install !== undefined;
}

/** The engine that is measured, as the oracles see it. */
interface Worlds {
  readonly machines: EngineWorld;
  readonly service: EngineWorld;
}

function worldsOf(edition: Limits['edition'], depth: Depth, fault?: Fault): Worlds {
  const service = new EngineWorld(edition, 'service', fault);
  return { service, machines: depth === 'core' ? new EngineWorld(edition, 'core', fault) : service };
}

/** The world that a finding of an oracle is about. */
function worldFor({ machines, service }: Worlds, name: OracleName): EngineWorld {
  return isOfMachines(name) ? machines : service;
}

class Measurement {
  tests = 0;
  crashes = 0;
  unrepeated = 0;
  isLate = false;
  asked: readonly OracleName[] = [];
  private readonly worlds: Worlds;
  private readonly target: string;

  constructor(
    private readonly limits: Limits,
    private readonly depth: Depth,
    private readonly fault: Fault | undefined,
    private readonly beat: () => void,
  ) {
    this.worlds = worldsOf(limits.edition, depth, fault);
    this.target = fault === undefined ? 'reference' : `fault ${fault.id}`;
  }

  async all(onKill: (oracle: OracleName, kill: Kill) => void): Promise<void> {
    const { edition, seed, seconds } = this.limits;
    const all = oraclesFor({ ...this.worlds, edition, seed });
    const oracles = all.filter(({ name }) => looksAt(name, this.fault));
    this.asked = oracles.map(({ name }) => name);
    for (const oracle of oracles) {
      // The control has to be tried to its end.
      const ms = this.fault === undefined ? Number.POSITIVE_INFINITY : (seconds * 1_000) / oracles.length;
      const kill = await this.killBy(oracle, performance.now() + ms);
      if (kill !== undefined) onKill(oracle.name, kill);
    }
  }

  private async killBy(oracle: Oracle, until: number): Promise<Kill | undefined> {
    const { edition, seed } = this.limits;
    const tests = this.testsOf(oracle.name);
    const alone = { ...oracle, judge: this.alone(oracle) };
    let crashes = 0;
    for (let index = 0; index < tests && crashes < MOST_CRASHES; index++) {
      if (performance.now() > until) {
        this.isLate = true;
        return undefined;
      }
      const drawn = oracle.draw(index);
      this.tests++;
      let judged: Judged<Evidence>;
      try {
        judged = await this.inTime(oracle.judge(drawn, index));
      } catch {
        this.crashes++;
        crashes++;
        worldFor(this.worlds, oracle.name).renew();
        continue;
      }
      if (judged.kind !== 'broken') continue;
      // What tests before it have left behind is no part of it.
      const repeated = await alone.judge(drawn, index);
      const failure = repeated.kind === 'broken' ? repeated.failures[0] : undefined;
      if (failure === undefined) {
        this.unrepeated++;
        continue;
      }
      const start = asDrawn(failure, drawn, index);
      const shrinkUntil = performance.now() + SHRINK_MS;
      const { smallest } = await shrink(alone, start, { atOnce: 1, shrinkUntil });
      const about = { edition, target: this.target, seed, roleArn: this.worlds.service.roleArn };
      return await this.killOf(oracle.name, index + 1, counterexampleOf(about, smallest));
    }
    return undefined;
  }

  private testsOf(name: OracleName): number {
    const isDear = this.depth === 'service' && isOfMachines(name);
    return this.limits.tests * (isDear ? 1 : SHARES[name]);
  }

  /** Tests made by themselves on a new engine. One that the engine ends itself shows nothing. */
  private alone({ name, judge }: Oracle): Oracle['judge'] {
    const world = worldFor(this.worlds, name);
    return async (drawn, index) => {
      world.renew();
      try {
        return await this.inTime(judge(drawn, index));
      } catch {
        return { kind: 'silent' };
      }
    };
  }

  private async killOf(oracle: OracleName, tests: number, counterexample: Counterexample): Promise<Kill> {
    const { edition } = this.limits;
    const text = JSON.stringify(counterexample);
    const { fingerprint, statement } = counterexample;
    const again = await this.judgedAgain(text, worldFor(worldsOf(edition, this.depth, this.fault), oracle));
    const onSound = await this.judgedAgain(text, worldFor(worldsOf(edition, this.depth), oracle));
    const isSame = again.some((failure) => failure.fingerprint === fingerprint);
    return {
      tests,
      fingerprint,
      statement,
      ...sizeOf(counterexample),
      replay: isSame ? 'same' : again.length > 0 ? 'other' : 'nothing',
      sound: onSound.length === 0 ? 'holds' : 'fails',
    };
  }

  /** A counterexample file, read and judged again. */
  private async judgedAgain(text: string, world: EngineWorld): Promise<readonly Broken[]> {
    const parsed = parseCounterexample(text);
    if (parsed.kind === 'invalid') throw new Error(parsed.message);
    try {
      return await this.inTime(judgeAgain(world, parsed.counterexample));
    } catch {
      return [];
    }
  }

  private async inTime<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await inTime(work, ANSWER_MS);
    } finally {
      this.beat();
    }
  }
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
    case 'durable':
      return { calls: finding.done.length };
    case 'definition':
      return {};
    default:
      return finding satisfies never;
  }
}

// What a faulty engine throws where nobody hears it is no reason to end: its test comes to nothing.
process.on('uncaughtException', () => undefined);

serveTasks<Limits, Subject, KillsMessage>((limits) => async (subject, send, beat) => {
  const fault = subject.kind === 'fault' ? await loadFault(subject.fault) : undefined;
  const depth = subject.kind === 'control' ? subject.depth : isOfTheCore(fault!) ? 'core' : 'service';
  const measurement = new Measurement(limits, depth, fault, beat);
  await measurement.all((oracle, kill) => send({ kind: 'kill', oracle, kill }));
  const { asked, tests, crashes, unrepeated, isLate } = measurement;
  send({ kind: 'done', asked, tests, crashes, unrepeated, ...(isLate && { ended: 'time' as const }) });
});
