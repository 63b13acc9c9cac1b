import type { Spec } from '../../specs/spec.js';
import type { Finding, ReceivedResponse, SentRequest, ServiceError } from '../exchange.js';
import { withoutNulls } from './absent.js';
import { type Body, isMembers, type Members, parseBody } from './body.js';
import type { Contract } from './contract.js';
import { serviceError } from './error-shape.js';
import { HistoryWatch, type WholeHistory } from './histories.js';
import { History, type Law } from './history.js';
import { lawsOf } from './laws/index.js';
import { protocolRules } from './protocol/index.js';
import { type Answered, mediaType, type Rule } from './rule.js';
import type { ResponseSchemas } from './schema.js';
import { Tally } from './tally.js';

/** What the judge says of an answer: how it reads (a member that is null is absent), and what is wrong with it. */
export interface Judged {
  readonly body: Body;
  readonly error?: ServiceError;
  readonly findings: readonly Finding[];
}

/** What holds of every answer, in one edition. Shared by all cases. */
export interface Yardstick {
  readonly spec: Spec;
  readonly schemas: ResponseSchemas;
  readonly rules: readonly Rule[];
  readonly laws: readonly Law[];
}

export function yardstick(spec: Spec, schemas: ResponseSchemas): Yardstick {
  return { spec, schemas, rules: protocolRules, laws: lawsOf(spec.edition) };
}

/** Judges every answer of one case: schema, protocol rules, history laws. Findings are values; nothing that a target sends makes it throw. */
export class Judge {
  readonly tally: Tally;
  private readonly histories = new HistoryWatch();

  /** @param requestIds those seen so far, of whatever case */
  constructor(
    private readonly measure: Yardstick,
    requestIds: Set<string> = new Set(),
  ) {
    this.tally = new Tally(requestIds);
  }

  get contract(): Contract {
    return this.tally.contract;
  }

  get faults(): string[] {
    return this.tally.faults;
  }

  get lawsApplied(): Map<string, number> {
    return this.tally.lawsApplied;
  }

  judge(operation: string, request: SentRequest, response: ReceivedResponse): Judged {
    const body = parseBody(response.text);
    const error = serviceError(response, body);
    const { spec } = this.measure;
    const stated = Object.hasOwn(spec.operations, operation) ? spec.operations[operation] : undefined;
    const answered: Answered = {
      operation,
      request,
      response,
      body,
      ...(error === undefined ? {} : { error }),
      spec,
      ...(stated === undefined ? {} : { stated }),
      spoken: isSpoken(request),
      repeatedId: this.tally.isRepeated(response),
    };
    const read = asRead(answered);
    const findings = [
      ...this.measure.rules.flatMap((rule) => this.tally.applyRule(rule, answered)),
      ...this.tally.applySchema(answered, this.measure.schemas),
      ...this.applyLaws(read),
    ];
    return { body: read.body, ...(error === undefined ? {} : { error }), findings };
  }

  /** A rule that another part looked at: whether the SDK could read an answer. */
  count(operation: string, rule: string, findings: readonly Finding[]): void {
    this.contract.count(operation, rule, undefined, findings);
  }

  private applyLaws({ operation, request, error, body }: Answered): Finding[] {
    if (error !== undefined || body.kind !== 'object') return [];
    const asked = parseBody(request.body);
    const input: Members = asked.kind === 'object' ? asked.value : {};
    return this.tally.guarded('history', () => {
      const whole = this.histories.see(operation, input, body.value);
      return whole === undefined ? [] : this.judgeHistory(operation, whole);
    });
  }

  private judgeHistory(operation: string, whole: WholeHistory): Finding[] {
    const history = new History(whole.events, whole);
    return this.measure.laws.flatMap((law) => this.tally.applyLaw(operation, law, history, law.id));
  }
}

/** An answer as a client reads it: a success without the members that are null. */
export function asRead(answered: Answered): Answered {
  const { body, error, stated, spec } = answered;
  if (body.kind !== 'object' || error !== undefined || stated === undefined) return answered;
  const value = withoutNulls(spec, stated.response.members, body.value);
  return value === body.value ? answered : { ...answered, body: { kind: 'object', value } };
}

/** Whether a request speaks AWS JSON 1.0 at all. */
function isSpoken(request: SentRequest): boolean {
  const type = mediaType(request.headers);
  const path = new URL(request.url).pathname;
  const json = type === 'application/x-amz-json-1.0' || type === 'application/json';
  return request.method === 'POST' && path === '/' && json;
}

/** The members of a JSON text, or none. */
export function membersOf(text: string): Members {
  const body = parseBody(text);
  return body.kind === 'object' && isMembers(body.value) ? body.value : {};
}
