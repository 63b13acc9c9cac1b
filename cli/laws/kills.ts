import type { Fault } from '../../faults/index.js';
import type { OracleName } from '../../suites/laws/oracles.js';
import { inPool } from './pool.js';

export interface KillsOptions {
  /** Ids of the faults. */
  readonly faults: readonly string[];
  /** Tests that each oracle gets for each fault; those that cost little get some times as many. */
  readonly tests: number;
  /** The longest search for one fault, by all oracles together. */
  readonly seconds: number;
  readonly seed: number;
  readonly edition: '2017-03-30' | 'current';
}

/** How an oracle found a fault. */
export interface Kill {
  /** The number of the test that told, from 1. */
  readonly tests: number;
  readonly fingerprint: string;
  readonly statement: string;
  /** States of the smallest machine that shows it; absent where no machine does. */
  readonly states?: number;
  /** Calls of the smallest sequence that shows it; absent where no sequence does. */
  readonly calls?: number;
  /** What its counterexample file, read again, comes to on an engine with the same fault. */
  readonly replay: 'same' | 'other' | 'nothing';
  /** What it comes to on the sound engine. */
  readonly sound: 'holds' | 'fails';
}

/** What is measured at once: an engine with a fault, or the sound one in two depths. */
export type Subject =
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'control'; readonly depth: 'core' | 'service' };

export interface FaultKills {
  readonly fault: string;
  /** Absent: that oracle says nothing is wrong. */
  readonly kills: Partial<Readonly<Record<OracleName, Kill>>>;
  /** The oracles that look at what it changes. */
  readonly asked: readonly OracleName[];
  /** Tests that the faulty engine itself ended, or never answered: they prove nothing. */
  readonly crashes: number;
  /** Tests that failed, but not when they were made again by themselves: they prove nothing either. */
  readonly unrepeated: number;
  /** Why the search ended before its last test, where it did. */
  readonly ended?: 'time' | 'stuck' | 'crashed';
}

/** The sound engine, tried by the same tests. */
export interface Control {
  readonly tests: number;
  readonly alarms: readonly { readonly oracle: OracleName; readonly kill: Kill }[];
  /** Why it could not be judged to its end. */
  readonly ended?: FaultKills['ended'];
}

export type KillsMessage =
  | { readonly kind: 'kill'; readonly oracle: OracleName; readonly kill: Kill }
  | {
      readonly kind: 'done';
      readonly asked: readonly OracleName[];
      readonly tests: number;
      readonly crashes: number;
      readonly unrepeated: number;
      readonly ended?: 'time';
    };

export interface KillMatrix {
  readonly options: Omit<KillsOptions, 'faults'>;
  readonly durationMs: number;
  readonly measured: readonly FaultKills[];
  readonly control: Control;
  /** Whether it was ended before all faults were measured. */
  readonly interrupted: boolean;
}

/** A thread that shows no test for so long stands still. No sound test takes a hundredth of it, on a machine that is not busy. */
const STUCK_MS = 60_000;

/** Whether a fault shows where there is no HTTP: generated tests run in this process. */
export function isInProcess({ options, install, durable }: Fault): boolean {
  const { rewriteRequest: _request, rewriteAnswer: _answer, ...inside } = durable ?? {};
  return options !== undefined || install !== undefined || Object.keys(inside).length > 0;
}

type Measured = { -readonly [Member in keyof FaultKills]: FaultKills[Member] };

/** How it is measured, which changes nothing of what comes out. */
export interface MeasuringOptions {
  readonly onMeasured?: (one: FaultKills, count: number) => void;
  /** Ends it: what is known then is told. */
  readonly signal?: AbortSignal;
  /** Threads. Default: as many as there are cores, eight at most. */
  readonly workers?: number;
}

/** Measures which faults generated tests find, each by every oracle; and that they find nothing on the sound engine. */
export async function measureKills(
  { faults, ...options }: KillsOptions,
  { onMeasured = () => undefined, signal, workers }: MeasuringOptions = {},
): Promise<KillMatrix> {
  const begin = performance.now();
  const measured: FaultKills[] = [];
  const open = new Map<Subject, Measured>();
  const control = { tests: 0, alarms: [] as Control['alarms'][number][], ended: undefined as FaultKills['ended'] };
  const subjects: Subject[] = [
    { kind: 'control', depth: 'core' },
    { kind: 'control', depth: 'service' },
    ...faults.map((fault): Subject => ({ kind: 'fault', fault })),
  ];
  const knownOf = (subject: Subject, fault: string): Measured => {
    const known = open.get(subject) ?? { fault, kills: {}, asked: [], crashes: 0, unrepeated: 0 };
    open.set(subject, known);
    return known;
  };
  const finish = (subject: Subject, one: Measured): void => {
    open.delete(subject);
    measured.push(one);
    onMeasured(one, measured.length);
  };
  await inPool<Subject, KillsMessage>('./kills-thread.js', {
    data: options,
    tasks: subjects,
    stuckMs: STUCK_MS,
    ...(signal && { signal }),
    ...(workers !== undefined && { threads: workers }),
    onMessage: (message, subject) => {
      if (message.kind === 'kill') {
        const { oracle, kill } = message;
        if (subject.kind === 'control') control.alarms.push({ oracle, kill });
        else {
          const one = knownOf(subject, subject.fault);
          one.kills = { ...one.kills, [oracle]: kill };
        }
      } else if (subject.kind === 'control') {
        control.tests += message.tests;
        control.ended ??= message.ended ?? (message.crashes > 0 ? 'crashed' : undefined);
      } else {
        const { kind: _done, tests: _tests, ...told } = message;
        finish(subject, { ...knownOf(subject, subject.fault), ...told });
      }
    },
    onLost: (subject, ended) => {
      if (subject.kind === 'control') control.ended = ended;
      else finish(subject, { ...knownOf(subject, subject.fault), ended });
    },
  });
  measured.sort((a, b) => (a.fault < b.fault ? -1 : 1));
  const { ended, ...judged } = control;
  return {
    options,
    durationMs: performance.now() - begin,
    measured,
    control: { ...judged, ...(ended && { ended }) },
    interrupted: measured.length < faults.length,
  };
}
