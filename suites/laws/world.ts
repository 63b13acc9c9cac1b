import type { CallAnswer, Ref } from '../../arbitraries/calls/index.js';
import type { DurableWorld } from '../../arbitraries/durable/index.js';
import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { Machine } from '../../arbitraries/machine.js';
import type { MachineOptions } from '../../arbitraries/options.js';
import type { TaskScript } from '../../arbitraries/recipe.js';
import type { RunResult } from '../../arbitraries/relations/index.js';
import type { Capability } from '../../harness/target.js';

/** A run on a target, and the machine as the target was given it. */
export interface TargetRun extends RunResult {
  readonly machine: Machine;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** The ARN that the machine has for a task, by the one that the target has for it. */
  readonly ownArns: ReadonlyMap<string, string>;
}

/** What laws are tried on: a target of the harness, or an engine in this process. */
export interface World {
  readonly edition: string;
  readonly clock: 'virtual' | 'real';
  readonly roleArn: string;
  /** What generated machines may hold here. */
  readonly machines: MachineOptions;
  has(capability: Capability): boolean;
  /**
   * Runs a machine to its end. Whatever the target does wrong on the way is in the result; it never throws for that.
   * @param expectedMs how long the run should take, where that is known
   */
  run(machine: Machine, expectedMs?: number): Promise<TargetRun>;
  /** Forgets what runs may leave behind for those that follow. */
  renew(): void;
  /** Calls an operation once. What it makes is unmade in the end. */
  call(operation: string, input: JsonObject): Promise<CallAnswer>;
  sleep(seconds: number): Promise<void>;
  /** Waits for an execution that ends by itself. */
  settle(executionArn: string): Promise<void>;
  /** Starts a durable execution whose function is played, and is under way. */
  openDurable(timeoutSeconds: number): Promise<DurableWorld>;
  /** An ARN or a token of the right form, of nothing that there is. */
  unknown(kind: Ref['ref']): string;
  freshName(prefix?: string): string;
}

/** The result as if the target had known the tasks by the machine's own names: so two runs can be compared. */
export function inOwnNames({ status, output, error, cause, elapsedMs, history, ownArns }: TargetRun): RunResult {
  const own = <Value>(value: Value): Value => {
    if (value === undefined || ownArns.size === 0) return value;
    let text = JSON.stringify(value);
    // The longest first: one ARN may begin as another does.
    const longestFirst = [...ownArns].sort(([one], [other]) => other.length - one.length);
    for (const [target, arn] of longestFirst) text = text.replaceAll(target, arn);
    return JSON.parse(text) as Value;
  };
  return { status, output: own(output), error, cause: own(cause), elapsedMs, history: own(history) };
}

/** The machine with its tasks under the ARNs that a target has for them. */
export function withTaskArns(machine: Machine, arns: ReadonlyMap<string, string>): Machine {
  if (arns.size === 0) return machine;
  let text = JSON.stringify(machine.definition);
  const tasks: Record<string, TaskScript> = {};
  for (const [own, arn] of arns) {
    text = text.replaceAll(JSON.stringify(own), JSON.stringify(arn));
    tasks[arn] = machine.tasks[own]!;
  }
  return { ...machine, definition: JSON.parse(text) as JsonObject, tasks };
}

/** A machine that could not be run at all: the laws compare that, too. */
export function notRun(machine: Machine, status: 'REFUSED' | 'NOT STARTED', cause: string): Omit<TargetRun, 'ownArns'> {
  const nothing = { executionArn: '', stateMachineArn: '', output: undefined, elapsedMs: 0, history: [] };
  return { ...nothing, machine, status, error: 'refused', cause };
}

/** An output as a value; what is no JSON text is a value that no output has. */
export function parsedOutput(text: unknown): Json | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return { 'no JSON': text };
  }
}
