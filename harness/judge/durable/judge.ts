import type { Operation, Spec } from '../../../specs/spec.js';
import type { Finding, ReceivedResponse, SentRequest, ServiceError } from '../../exchange.js';
import { type Body, type Members, parseBody, type Value } from '../body.js';
import { serviceError } from '../error-shape.js';
import { asRead, type Judge, type Judged } from '../judge.js';
import type { Answered, Rule } from '../rule.js';
import type { ResponseSchemas } from '../schema.js';
import { DurableHistoryWatch } from './histories.js';
import type { DurableLaw } from './history.js';
import { durableLaws } from './laws.js';
import { restRules } from './rules.js';

/** What holds of every answer of the durable API. Shared by all cases. */
export interface DurableYardstick {
  readonly spec: Spec;
  readonly schemas: ResponseSchemas;
}

/**
 * Judges every answer of one case to a request of Lambda's API: schema, protocol rules, laws of histories. What it finds is
 * counted in the case's own judge, beside what that one finds.
 */
export class DurableJudge {
  private readonly histories = new DurableHistoryWatch();

  /**
   * @param measure loaded by the first request of a process
   * @param judgeOfCase whose tally is that of the case
   */
  constructor(
    private readonly measure: () => DurableYardstick,
    private readonly judgeOfCase: Judge,
    private readonly rules: readonly Rule[] = restRules,
    private readonly laws: readonly DurableLaw[] = durableLaws,
  ) {}

  judge(operation: string, request: SentRequest, response: ReceivedResponse): Judged {
    const { spec, schemas } = this.measure();
    const { tally } = this.judgeOfCase;
    const stated = Object.hasOwn(spec.operations, operation) ? spec.operations[operation] : undefined;
    const raw = parseBody(response.text);
    const error = named(serviceError(response, raw), raw);
    const body = error === undefined && stated !== undefined ? gathered(response, raw, stated) : raw;
    const answered: Answered = {
      operation,
      request,
      response,
      body,
      ...(error === undefined ? {} : { error }),
      spec,
      ...(stated === undefined ? {} : { stated }),
      spoken: true,
      repeatedId: tally.isRepeated(response),
    };
    const read = asRead(answered);
    const findings = [
      ...this.rules.flatMap((rule) => tally.applyRule(rule, answered)),
      ...tally.applySchema(answered, schemas),
      ...this.applyLaws(read),
    ];
    return { body: read.body, ...(error === undefined ? {} : { error }), findings };
  }

  count(operation: string, rule: string, findings: readonly Finding[]): void {
    this.judgeOfCase.count(operation, rule, findings);
  }

  private applyLaws({ operation, request, error, body }: Answered): Finding[] {
    if (error !== undefined || body.kind !== 'object') return [];
    const { value } = body;
    const { tally } = this.judgeOfCase;
    return tally.guarded('history', () => {
      const history = this.histories.see(operation, request, value);
      if (history === undefined) return [];
      return this.laws.flatMap((law) =>
        tally.applyLaw(operation, law, history, `history:${law.id.slice('durable:history/'.length)}`),
      );
    });
  }
}

/**
 * An error that is named in no place that clients look at, but in the member `Type` of the body, where AWS says whose fault it is,
 * is taken by that name: the missing header is a breach of its own, and need not hide what else is wrong or right.
 */
function named(error: ServiceError | undefined, body: Body): ServiceError | undefined {
  if (error?.type !== '' || body.kind !== 'object') return error;
  const { Type } = body.value;
  return typeof Type === 'string' && /^[A-Z]\w+Exception$/.test(Type) ? { ...error, type: Type } : error;
}

/** An answer with every member under its name, wherever it travels. A body that is no object stays what it is. */
function gathered({ status, headers, text }: ReceivedResponse, raw: Body, stated: Operation): Body {
  const members = Object.entries(stated.response.members);
  const isPayload = members.some(([, { binding }]) => binding?.in === 'payload');
  if (!isPayload && raw.kind !== 'object' && raw.kind !== 'empty') return raw;
  const value: Members = !isPayload && raw.kind === 'object' ? { ...raw.value } : {};
  let found = raw.kind === 'object';
  for (const [name, { binding, type }] of members) {
    let given: Value | undefined;
    if (binding?.in === 'header') given = headers[binding.name.toLowerCase()];
    else if (binding?.in === 'status') given = status;
    else if (binding?.in === 'payload' && text !== '') given = text;
    if (given === undefined) continue;
    found = true;
    value[name] = (type === 'integer' || type === 'long') && typeof given === 'string' ? Number(given) : given;
  }
  return found ? { kind: 'object', value } : { kind: 'empty' };
}
