import type { JsonObject } from '../../asl/doc.js';
import { batchItems } from '../batches.js';
import type { Branch, MapItem } from '../branch.js';
import { type CompileContext, compileQuery, type Finish } from '../dataflow.js';
import { Failure } from '../failure.js';
import { eventCode } from '../history.js';
import { compileItemSelector, compileItems } from '../items.js';
import { DistributedRun } from '../map-run.js';
import { anyInteger, compileSetting, concurrency, notNegative, percentage } from '../setting.js';
import { blocked, type Machine, type State, type Step } from '../state.js';
import { compileBatcher } from './batcher.js';

/** A Map state whose iterations are executions of their own. */
export function compileDistributed(state: State, context: CompileContext, machine: Machine, finish: Finish): Step {
  const { definition } = state;
  const processor = (definition.ItemProcessor ?? definition.Iterator) as JsonObject;
  const { ExecutionType } = processor.ProcessorConfig as JsonObject;
  const items = compileItems(definition, context, 'array or object');
  const reader = compileReader(definition.ItemReader as JsonObject | undefined, context);
  const selector = compileItemSelector(definition, context);
  const batcher = compileBatcher(definition.ItemBatcher as JsonObject | undefined, context);
  const maxConcurrency = compileSetting(definition, 'MaxConcurrency', context, concurrency);
  const count = compileSetting(definition, 'ToleratedFailureCount', context, notNegative('ToleratedFailureCount'));
  const percent = compileSetting(
    definition,
    'ToleratedFailurePercentage',
    context,
    percentage('ToleratedFailurePercentage'),
  );

  return (owner) => {
    const { run } = owner;
    const inline = reader === undefined ? items(owner) : undefined;
    owner.record(eventCode.MapStateStarted, { length: inline?.length ?? 0 });
    const limits = {
      maxConcurrency: maxConcurrency?.(owner) ?? 0,
      toleratedFailureCount: count?.(owner) ?? 0,
      toleratedFailurePercentage: percent?.(owner) ?? 0,
    };
    const request = reader?.(owner);
    const batch = batcher?.(owner);
    const plan = {
      program: run.program.child(machine),
      type: ExecutionType === 'EXPRESS' ? ('EXPRESS' as const) : ('STANDARD' as const),
      label: (definition.Label as string | undefined) ?? run.host.uuid(),
      finish,
    };
    const mapRun = new DistributedRun(owner, plan, limits);
    mapRun.announce();
    if (definition.ResultWriter !== undefined) {
      return mapRun.refuse(
        new Failure('States.ResultWriterFailed', 'This engine has no result writer: remove the ResultWriter field.'),
      );
    }
    const spread = (list: readonly MapItem[]): State => {
      const inputs = list.map((item) => ({ item, input: selector(owner, item) }));
      return mapRun.begin(
        batch === undefined ? inputs.map(({ item, input }) => ({ input, items: [item] })) : batchItems(inputs, batch),
      );
    };
    if (inline !== undefined) return spread(inline);
    return request!(mapRun, spread);
  };
}

type Request = (mapRun: DistributedRun, spread: (items: readonly MapItem[]) => State) => State;

/** Evaluates an ItemReader; what it gives asks the host for the items. */
function compileReader(
  reader: JsonObject | undefined,
  context: CompileContext,
): ((owner: Branch) => Request) | undefined {
  if (reader === undefined) return undefined;
  const { Resource, Parameters, Arguments, ReaderConfig = {} } = reader;
  const jsonata = context.queryLanguage === 'JSONata';
  const parameters = jsonata
    ? compileQuery(Arguments ?? {}, 'ItemReader/Arguments', context)
    : context.language.template(Parameters ?? {});
  const { MaxItems, MaxItemsPath, ...config } = ReaderConfig as JsonObject;
  const settings: JsonObject = {
    ...(MaxItems !== undefined && { MaxItems }),
    ...(MaxItemsPath !== undefined && { MaxItemsPath }),
  };
  const maxItems = compileSetting(settings, 'MaxItems', context, anyInteger, 'ItemReader/ReaderConfig/MaxItems');
  return (owner) => {
    const limit = maxItems?.(owner);
    const request = {
      resource: Resource as string,
      parameters: parameters.evaluate(owner),
      config: { ...config, ...(limit !== undefined && { MaxItems: limit }) },
      executionArn: owner.run.arn,
    };
    return (mapRun, spread) => {
      const { run } = owner;
      const failed = (cause: string, error = 'States.ItemReaderFailed') => mapRun.refuse(new Failure(error, cause));
      if (limit !== undefined && limit < 0) return failed('field MaxItems must be positive');
      const { readItems } = run.host;
      if (readItems === undefined) return failed(`This engine has no item reader for ${request.resource}.`);
      readItems.call(run.host, request, (answer) => {
        if (mapRun.status !== 'RUNNING') return;
        run.resume(owner, () =>
          answer.outcome === 'failed'
            ? failed(answer.cause, answer.error)
            : spread(answer.items.slice(0, limit || undefined).map((item, index) => ({ index, value: item.value }))),
        );
        run.drain();
      });
      return blocked;
    };
  };
}
