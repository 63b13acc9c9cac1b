import type { DurableAccount } from '../../engine/durable/account.js';
import type { Handler, Handlers, Input, OperationName, Output } from '../../engine/durable/api/api.js';
import type { RecordedEvent } from '../../engine/durable/history.js';
import {
  DurableError,
  type DurableRules,
  type DurableServiceOptions,
  defaultRules,
} from '../../engine/durable/index.js';
import type { EventDetails } from '../../engine/durable/shapes.js';
import type { HttpRequest, HttpResponse } from '../../engine/http/mount.js';
import type { Member } from '../../specs/spec.js';

type Durable = Omit<DurableServiceOptions, 'seed'>;

/** Entries of one table of rules with something else in their places. `right` has what they should do. */
export function rule<Table extends keyof DurableRules>(
  table: Table,
  change: (right: DurableRules[Table]) => Partial<DurableRules[Table]>,
): Durable {
  return { rules: { [table]: change(defaultRules[table]) } };
}

/** Updates that break these rules of a checkpoint are let through. */
export function overlooked(...rules: readonly (keyof DurableRules['updates'])[]): Durable {
  return { rules: { updates: Object.fromEntries(rules.map((name) => [name, () => undefined])) } };
}

/** An operation with something around it. */
export function handler<Name extends OperationName>(
  operation: Name,
  wrapper: (handle: Handler<Name>) => Handler<Name>,
): Durable {
  return { handlers: (handlers: Handlers) => ({ ...handlers, [operation]: wrapper(handlers[operation]) }) };
}

/** Requests changed before the operation gets them. */
export function given<Name extends OperationName>(
  operation: Name,
  change: (input: Input<Name>) => Input<Name>,
): Durable {
  return handler(operation, (handle) => (account, input, caller) => handle(account, change(input), caller));
}

/** Answers changed. */
export function answering<Name extends OperationName>(
  operation: Name,
  change: (output: Output<Name>, input: Input<Name>) => Output<Name>,
): Durable {
  return handler(
    operation,
    (handle) => async (account, input, caller) => change(await handle(account, input, caller), input),
  );
}

/** A call that was refused. */
export interface Refused<Name extends OperationName> {
  readonly account: DurableAccount;
  readonly input: Input<Name>;
  readonly refusal: DurableError;
  /** Makes the call again, with another input. */
  again(input: Input<Name>): Output<Name> | Promise<Output<Name>>;
}

/** Something else in the place of a refusal. */
export function insteadOf<Name extends OperationName>(
  operation: Name,
  error: string,
  answer: (call: Refused<Name>) => Output<Name> | Promise<Output<Name>>,
): Durable {
  return handler(operation, (handle) => async (account, input, caller) => {
    try {
      return await handle(account, input, caller);
    } catch (refusal) {
      if (!(refusal instanceof DurableError) || refusal.name !== error) throw refusal;
      return await answer({ account, input, refusal, again: (other) => handle(account, other, caller) });
    }
  });
}

/** Events changed, or kept out, before they go into a history. */
export function recorded(change: (event: RecordedEvent) => RecordedEvent | undefined): Durable {
  return rule('recording', () => ({ event: change }));
}

/** Events of a type with other details. */
export function detailsOf(types: RegExp, change: (details: EventDetails) => EventDetails): Durable {
  return recorded((event) => (types.test(event.type) ? { ...event, details: change(event.details) } : event));
}

/** An object without some of its members. */
export function leaving<Value extends object>(value: Value, ...members: readonly (keyof Value)[]): Value {
  const left = new Set<PropertyKey>(members);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !left.has(name))) as Value;
}

/** Some facets of members are not held against requests: `Operation/Member` of a request, or `DataType/Member`. */
export function unchecked(members: readonly string[], ...facets: readonly string[]): Durable {
  const relaxed = (shape: Member): Member =>
    Object.fromEntries(Object.entries(shape).filter(([facet]) => !facets.includes(facet))) as unknown as Member;
  return {
    reviseContract: ({ operations, spec }) => {
      const ofRequests = { ...operations };
      const dataTypes = { ...spec.dataTypes };
      for (const path of members) {
        const [owner = '', member = ''] = path.split('/');
        const operation = Object.entries(operations).find(([name]) => name === owner)?.[1];
        const type = dataTypes[owner];
        const shape = operation?.request.members[member] ?? type?.members[member];
        if (shape === undefined) throw new Error(`There is no member ${path}.`);
        if (operation !== undefined) {
          const request = { ...operation.request, members: { ...operation.request.members, [member]: relaxed(shape) } };
          Object.assign(ofRequests, { [owner]: { ...operation, request } });
        } else if (type !== undefined) {
          dataTypes[owner] = { ...type, members: { ...type.members, [member]: relaxed(shape) } };
        }
      }
      return { operations: ofRequests, spec: { ...spec, dataTypes } };
    },
  };
}

/** Answers changed as they are sent. */
export function sent(
  change: (answer: HttpResponse, request: HttpRequest, operation: OperationName | undefined) => HttpResponse,
): Durable {
  return { rewriteAnswer: change };
}

/** Refusals changed as they are sent; only those with this error, when one is named. */
export function refusals(change: (answer: HttpResponse) => HttpResponse, error?: string): Durable {
  return sent((answer) =>
    answer.status >= 400 && (error === undefined || answer.headers?.['x-amzn-errortype'] === error)
      ? change(answer)
      : answer,
  );
}

/** A refusal, as the service would send it. */
export function refusal(status: number, error: string, message = 'Refused.'): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error },
    body: JSON.stringify({ Type: 'User', message }),
  };
}

/** Requests changed before they are read. */
export function received(change: (request: HttpRequest) => HttpRequest): Durable {
  return { rewriteRequest: change };
}

/** Members of an answer's JSON body changed, however deep. */
export function eachMember(answer: HttpResponse, change: (name: string, value: unknown) => unknown): HttpResponse {
  if (answer.headers?.['content-type'] !== 'application/json' || answer.status >= 400) return answer;
  try {
    return { ...answer, body: JSON.stringify(JSON.parse(String(answer.body)), change) };
  } catch {
    return answer;
  }
}
