import type { DurableExecutionInvocationInput, WireOperation } from '@aws/durable-execution-sdk-js';
import type { LambdaRuntime, SeenInvocation } from './runtime.js';

/** The last invocation of a function, and the event with which it would be invoked once more. */
export interface Replayed {
  readonly last: SeenInvocation;
  readonly event: DurableExecutionInvocationInput;
}

/** An invocation that is given all that the function ever learned of its operations. */
export function oneMoreInvocation(runtime: LambdaRuntime, functionName: string): Replayed {
  const own = runtime.invocations.filter((invocation) => invocation.functionName === functionName);
  const last = own.at(-1);
  if (last === undefined) throw new Error(`${functionName} was never invoked.`);
  const operations = new Map<string, WireOperation>();
  for (const { event, told } of own) {
    for (const operation of [...event.InitialExecutionState.Operations, ...told]) {
      if (operation.Id !== undefined) operations.set(operation.Id, operation);
    }
  }
  const event = {
    ...last.event,
    InitialExecutionState: { Operations: visible(operations), NextMarker: '' },
    UpdatedOperationIds: [],
  };
  return { last, event: JSON.parse(JSON.stringify(event)) as DurableExecutionInvocationInput };
}

/** What is in a finished context is left out, unless the function asked to be given it again. */
function visible(operations: ReadonlyMap<string, WireOperation>): WireOperation[] {
  const hides = (id: string | undefined): boolean => {
    const context = id === undefined ? undefined : operations.get(id);
    if (context === undefined) return false;
    const finished = context.Status === 'SUCCEEDED' || context.Status === 'FAILED';
    return (finished && context.ContextDetails?.ReplayChildren !== true) || hides(context.ParentId);
  };
  return [...operations.values()].filter(({ ParentId }) => !hides(ParentId));
}
