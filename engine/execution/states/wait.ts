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
import { secondsFault, shown } from '../seconds.js';
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
      const fault = secondsFault('SecondsPath', SecondsPath as string, value);
      if (fault !== undefined) throw new StatesError('States.Runtime', fault);
      return rules.waitUntil(branch.now(), value as number);
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
          `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${TimestampPath} == ${shown(value)}`,
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
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw new StatesError(
        'States.QueryEvaluationError',
        `The Seconds field must be a non-negative integer but was: ${JSON.stringify(value)}`,
        'Seconds',
      );
    }
    return rules.waitUntil(branch.now(), value);
  };
}

function timeOf(value: Json): number | undefined {
  const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return time === undefined ? undefined : Number((time + 999_999n) / 1_000_000n);
}
