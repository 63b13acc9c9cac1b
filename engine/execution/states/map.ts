import type { JsonObject } from '../../asl/doc.js';
import { type CompileContext, compileFinish, compileInputPath, compileJsonataFinish } from '../dataflow.js';
import { eventCode } from '../history.js';
import { compileItemSelector, compileItems } from '../items.js';
import { compileSetting, concurrency, notNegative, percentage } from '../setting.js';
import { blocked, type Machine, type State, type Step } from '../state.js';
import { compileDistributed } from './distributed-map.js';
import { InlineMap } from './inline-map.js';
import { compileInspection } from './inspect-map.js';

/** @param machines compiles the ItemProcessor */
export function compileMap(state: State, context: CompileContext, machines: (definition: JsonObject) => Machine): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const processor = (definition.ItemProcessor ?? definition.Iterator) as JsonObject;
  const machine = machines(processor);
  state.failed = eventCode.MapStateFailed;
  state.aborted = eventCode.MapStateAborted;
  const inputPath = jsonata ? undefined : compileInputPath(definition, context);
  const finish = jsonata
    ? compileJsonataFinish(definition, context, 'result')
    : compileFinish(definition, context, 'shown');
  state.finish = finish;
  if (context.observe !== undefined) state.inspect = compileInspection(definition, context, inputPath);
  const distributed = (processor.ProcessorConfig as JsonObject | undefined)?.Mode === 'DISTRIBUTED';
  const start = distributed
    ? compileDistributed(state, context, machine, finish)
    : compileInline(state, context, machine, finish);
  const begin: Step = (owner) => {
    if (inputPath !== undefined) inputPath(owner);
    return start(owner);
  };
  state.again = begin;
  state.enter = (owner) => {
    owner.begin(state);
    return begin(owner);
  };
}

const toleratedCount = notNegative('ToleratedFailureCount');
const toleratedPercentage = percentage('ToleratedFailurePercentage');

function compileInline(
  { definition }: State,
  context: CompileContext,
  machine: Machine,
  finish: ReturnType<typeof compileFinish>,
): Step {
  const items = compileItems(definition, context, 'array');
  const selector = compileItemSelector(definition, context);
  const maxConcurrency = compileSetting(definition, 'MaxConcurrency', context, concurrency);
  // Distributed Maps alone tolerate failures, but the numbers are read wherever they stand.
  const tolerated = [
    compileSetting(definition, 'ToleratedFailureCount', context, toleratedCount),
    compileSetting(definition, 'ToleratedFailurePercentage', context, toleratedPercentage),
  ];
  return (owner) => {
    const list = items(owner);
    owner.record(eventCode.MapStateStarted, { length: list.length });
    const atOnce = context.rules.inlineConcurrency(maxConcurrency?.(owner) ?? 0);
    for (const setting of tolerated) setting?.(owner);
    const map = new InlineMap(owner, machine, list, selector, atOnce, finish);
    return map.begin() ?? blocked;
  };
}
