import type { Fault } from '../../faults/index.js';
import type { OracleName } from '../../suites/laws/oracles.js';
import { onThreads } from './threads.js';

export interface KillsOptions {
  /** Ids of the faults. */
  readonly faults: readonly string[];
  /** Tests that each oracle gets for each fault. */
  readonly tests: number;
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
  /** What its counterexample file, read again, comes to on the same faulty engine. */
  readonly replay: 'same' | 'other' | 'nothing';
}

export interface FaultKills {
  readonly fault: string;
  /** Absent: that oracle says nothing is wrong. */
  readonly kills: Partial<Readonly<Record<OracleName, Kill>>>;
  /** Tests that the faulty engine itself ended: they prove nothing. */
  readonly crashes: number;
}

export type KillsMessage = { readonly kind: 'measured'; readonly measured: FaultKills };

export interface KillMatrix {
  readonly options: KillsOptions;
  readonly durationMs: number;
  readonly measured: readonly FaultKills[];
}

/** Whether a fault shows where there is no HTTP and no durable service: generated tests run in this process. */
export function isInProcess({ options, install }: Fault): boolean {
  return options !== undefined || install !== undefined;
}

/** Measures which faults generated tests find, each by every oracle. */
export async function measureKills(
  options: KillsOptions,
  onMeasured: (one: FaultKills, count: number) => void = () => undefined,
): Promise<KillMatrix> {
  const begin = performance.now();
  const measured: FaultKills[] = [];
  await onThreads<KillsMessage>('./kills-thread.js', options, (message) => {
    measured.push(message.measured);
    onMeasured(message.measured, measured.length);
  });
  measured.sort((a, b) => (a.fault < b.fault ? -1 : 1));
  return { options, durationMs: performance.now() - begin, measured };
}
