import type { Execution } from '../execution/index.js';
import type { Machine, Revision } from './machine.js';

/** An execution, and what the service knows of it that the execution does not. */
export interface ExecutionRecord {
  readonly execution: Execution;
  readonly machine: Machine;
  readonly revision: Revision;
  /** Rises with every execution of the account. */
  readonly order: number;
  readonly traceHeader: string | undefined;
}

/** Closed executions are kept, and their names taken, for 90 days. */
export const RETENTION = 90 * 24 * 3600_000;

export function isExpired({ execution }: ExecutionRecord, now: number): boolean {
  return execution.stopDate !== undefined && now - execution.stopDate >= RETENTION;
}
