import type { Json } from '../../asl/doc.js';
import { parseTimestamp, StatesError } from '../../asl/index.js';
import type { Branch } from '../branch.js';
import {
  type CompileContext,
  compileFinish,
  compileInputPath,
  compileJsonataFinish,
  compileQuery,
} from '../dataflow.js';
import { eventCode } from '../history.js';
import { blocked, type State, type Step } from '../state.js';

export function compileWait(state: State, context: CompileContext): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const until = compileUntil(state, context);
  const input = jsonata ? undefined : compileInputPath(definition, context);
  const finish = jsonata ? compileJsonataFinish(definition, context, 'input') : compileFinish(definition, context);
  state.aborted = eventCode.WaitStateAborted;
  const leave: Step = (branch) => {
    branch.work = undefined;
    return finish(branch, branch.input, state.next!);
  };
  state.enter = (branch) => {
    branch.begin(state);
    if (input !== undefined) input(branch);
    const due = until(branch);
    if (context.rules.waitOver(due, branch.now())) return leave(branch);
    branch.run.sleep(branch, due, leave);
    return blocked;
  };
}

/** When the wait ends, milliseconds since the epoch. */
function compileUntil({ definition }: State, context: CompileContext): (branch: Branch) => number {
  const { rules, language } = context;
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = definition;
  if (SecondsPath !== undefined) {
    const path = language.path(SecondsPath as string);
    return (branch) => {
      const value = path.value(branch);
      const seconds = wholeSeconds(value);
      if (seconds === undefined) {
        throw new StatesError(
          'States.Runtime',
          `The SecondsPath parameter does not reference an integer value: ${SecondsPath} == ${JSON.stringify(value)}`,
        );
      }
      return rules.waitUntil(branch.now(), seconds);
    };
  }
  if (TimestampPath !== undefined) {
    const path = language.path(TimestampPath as string);
    return (branch) => {
      const value = path.value(branch);
      const time = timeOf(value);
      if (time === undefined) {
        throw new StatesError(
          'States.Runtime',
          `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${
            typeof value === 'string' ? value : JSON.stringify(value)
          }`,
        );
      }
      return time;
    };
  }
  if (Timestamp !== undefined) {
    const timestamp =
      context.queryLanguage === 'JSONata' ? compileQuery(Timestamp, 'Timestamp', context, 'string') : undefined;
    return (branch) => {
      const value = timestamp === undefined ? Timestamp : timestamp.value(branch);
      const time = timeOf(value);
      if (time === undefined) {
        throw new StatesError(
          'States.QueryEvaluationError',
          `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${String(value)}`,
          'Timestamp',
        );
      }
      return time;
    };
  }
  if (typeof Seconds === 'number') return (branch) => rules.waitUntil(branch.now(), Seconds);
  const seconds = compileQuery(Seconds!, 'Seconds', context, 'number');
  return (branch) => {
    const value = seconds.value(branch);
    const whole = wholeSeconds(value);
    if (whole === undefined) {
      throw new StatesError(
        'States.QueryEvaluationError',
        `The Seconds field must be a non-negative integer but was: ${JSON.stringify(value)}`,
        'Seconds',
      );
    }
    return rules.waitUntil(branch.now(), whole);
  };
}

/** The most that Wait takes, in seconds. */
const LONGEST = 99_999_999;

function wholeSeconds(value: Json): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LONGEST ? value : undefined;
}

function timeOf(value: Json): number | undefined {
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return time === undefined ? undefined : Number((time + 999_999n) / 1_000_000n);
}
