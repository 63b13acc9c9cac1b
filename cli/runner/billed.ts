import { createInterface } from 'node:readline/promises';
import { shownAddress } from '../../adapters/address.js';
import { type BilledPlan, DOLLARS_A_TRANSITION, MOST_TRANSITIONS, planOf } from '../../adapters/aws/plan.js';
import type { RunningTarget } from '../../harness/target.js';
import { counted, duration, table } from '../../reporters/text.js';
import { CommandError, exitCodes, usageError } from '../exit.js';
import type { RunOptions } from '../run.js';
import { rehearse } from './rehearsal.js';
import type { OpenSuites } from './suites.js';
import type { Terminal } from './terminal.js';

const MOST_SHOWN = 12;

/**
 * Says what a run on a target that costs money will do, and asks whether to go on. Nothing is sent to the target before.
 * @returns cases that are left out, and why
 * @throws CommandError when it is not agreed to
 */
export async function agreeToCost(
  target: RunningTarget,
  suites: OpenSuites,
  options: RunOptions,
  seed: number,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Readonly<Record<string, string>>> {
  // Said at once, and not after a minute of counting.
  if (options.yes === undefined && !isAskable()) {
    throw usageError('Real AWS costs money, and there is no terminal to ask on: give --yes to go on.');
  }
  terminal.write('The cases run on the reference engine first, to count what they will cost ...\n');
  const { ending, costs } = await rehearse(target, suites, options, seed, signal);
  if (ending === 'interrupted') throw new CommandError(exitCodes.inconclusive, 'Interrupted: nothing was sent to AWS.');
  const plan = planOf(costs, { caseMs: options.timeout * 1_000, transitions: MOST_TRANSITIONS });
  terminal.write(`${renderPlan(plan, target).join('\n')}\n`);
  if (options.yes === undefined && !(await confirmed('Go on? [y/N] ', signal))) {
    throw new CommandError(exitCodes.inconclusive, 'Nothing was sent to AWS.');
  }
  return plan.leaveOut;
}

export function isAskable(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks on the terminal. Anything but a yes is a no. */
export async function confirmed(question: string, signal?: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(question, signal === undefined ? {} : { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}

/** The plan for people. */
export function renderPlan(plan: BilledPlan, { info }: Pick<RunningTarget, 'info'>): string[] {
  const { cases, leaveOut, calls, transitions, expressExecutions, realMs } = plan;
  const dollars = (transitions * DOLLARS_A_TRANSITION).toFixed(2);
  const all = calls.reduce((sum, [, count]) => sum + count, 0);
  const left = Object.entries(leaveOut);
  const rest = calls.length - MOST_SHOWN;
  return [
    '',
    `${counted(cases, 'case')} on ${info.name} at ${shownAddress(info.url)}, account ${info.accountId}, ${info.region}`,
    `  role   ${info.roleArn ?? 'none'}`,
    `  names  all that is made begins with ${info.namePrefix ?? ''}, and is deleted in the end`,
    `  costs  about ${counted(transitions, 'state transition')} (${dollars} USD at the price of us-east-1, without the free tier) and ${counted(expressExecutions, 'express execution')}`,
    `  takes  executions of ${duration(realMs)} in all, side by side, and ${counted(all, 'call')}:`,
    ...table(calls.slice(0, MOST_SHOWN).map(([operation, count]) => [count, operation])).map((line) => `    ${line}`),
    ...(rest > 0 ? [`    and ${counted(rest, 'other operation')}`] : []),
    ...(left.length === 0 ? [] : [`  leaves out ${counted(left.length, 'case')}:`]),
    ...left.slice(0, MOST_SHOWN).map(([id, reason]) => `    ${id}: ${reason}`),
    ...(left.length > MOST_SHOWN ? [`    and ${left.length - MOST_SHOWN} more; the report has them all`] : []),
    '',
  ];
}
