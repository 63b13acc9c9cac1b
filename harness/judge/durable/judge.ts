import type { Operation, Spec } from '../../../specs/spec.js';
import type { Finding, ReceivedResponse, SentRequest, ServiceError } from '../../exchange.js';
import { type Body, type Members, parseBody, shown, type Value } from '../body.js';
import { serviceError } from '../error-shape.js';
import { asRead, type Judge, type Judged } from '../judge.js';
import type { Answered, Rule } from '../rule.js';
import type { ResponseSchemas } from '../schema.js';
import { DurableHistoryWatch } from './histories.js';
import type { DurableHistory, DurableLaw } from './history.js';
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
   * @param judge the case's: its contract, its list of faults, and what laws applied
   * @param requestIds those seen so far, of whatever case
   */
  constructor(
    private readonly measure: () => DurableYardstick,
    private readonly judgeOfCase: Judge,
    private readonly requestIds: Set<string>,
    private readonly rules: readonly Rule[] = restRules,
    private readonly laws: readonly DurableLaw[] = durableLaws,
  ) {}

  judge(operation: string, request: SentRequest, response: ReceivedResponse): Judged {
    const { spec, schemas } = this.measure();
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
      repeatedId: this.isRepeated(response),
    };
    const read = asRead(answered);
    const findings = [
      ...this.rules.flatMap((rule) => this.applyRule(rule, answered)),
      ...this.applySchema(answered, schemas),
      ...this.applyLaws(read),
    ];
    return { body: read.body, ...(error === undefined ? {} : { error }), findings };
  }

  count(operation: string, rule: string, findings: readonly Finding[]): void {
    this.judgeOfCase.count(operation, rule, findings);
  }

  private isRepeated(response: ReceivedResponse): boolean {
    const id = response.headers['x-amzn-requestid'];
    if (id === undefined || id === '') return false;
    const repeated = this.requestIds.has(id);
    this.requestIds.add(id);
    return repeated;
  }

  private applyRule(rule: Rule, answered: Answered): Finding[] {
    return this.guarded(rule.id, () => {
      const result = rule.check(answered);
      if (result.kind === 'not-applicable') return [];
      const { operation } = answered;
      const about = rule.statement === undefined ? {} : { statement: rule.statement };
      const { kind: _kind, ...told } =
        result.kind === 'broken' ? result : { kind: 'kept' as const, expected: '', actual: '' };
      const findings: Finding[] =
        result.kind === 'kept' ? [] : [{ oracle: 'protocol', operation, rule: rule.id, ...about, ...told }];
      this.judgeOfCase.contract.count(operation, rule.id, rule.statement, findings);
      return findings;
    });
  }

  private applySchema({ operation, stated, error, body }: Answered, schemas: ResponseSchemas): Finding[] {
    if (stated === undefined || error !== undefined || body.kind === 'garbage' || body.kind === 'other') return [];
    return this.guarded('schema', () => {
      const problems = schemas.problems(operation, body.kind === 'empty' ? {} : body.value);
      const findings = problems.map((problem): Finding => ({ oracle: 'schema', operation, ...problem }));
      const { contract } = this.judgeOfCase;
      contract.count(operation, 'schema:response', undefined, []);
      for (const finding of findings) contract.count(operation, finding.rule, finding.statement, [finding]);
      return findings;
    });
  }

  private applyLaws({ operation, request, error, body }: Answered): Finding[] {
    if (error !== undefined || body.kind !== 'object') return [];
    const { value } = body;
    return this.guarded('history', () => {
      const history = this.histories.see(operation, request, value);
      return history === undefined ? [] : this.judgeHistory(operation, history);
    });
  }

  private judgeHistory(operation: string, history: DurableHistory): Finding[] {
    const { lawsApplied, contract } = this.judgeOfCase;
    return this.laws.flatMap(({ id, check }) => {
      const { places, breaches } = check(history);
      if (places === 0) return [];
      lawsApplied.set(id, (lawsApplied.get(id) ?? 0) + 1);
      const rule = `history:${id.slice('durable:history/'.length)}`;
      const findings = breaches.map(
        ({ expected, actual }): Finding => ({ oracle: 'history', operation, rule, statement: id, expected, actual }),
      );
      contract.count(operation, rule, id, findings);
      return findings;
    });
  }

  private guarded(what: string, work: () => Finding[]): Finding[] {
    try {
      return work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.judgeOfCase.faults.push(`The judge failed at ${what}: ${shown(message)}`);
      return [];
    }
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
