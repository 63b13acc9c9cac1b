import type { Spec } from '../../specs/spec.js';
import type { Finding, ReceivedResponse, SentRequest, ServiceError } from '../exchange.js';
import { withoutNulls } from './absent.js';
import { type Body, isMembers, type Members, parseBody, shown } from './body.js';
import { Contract } from './contract.js';
import { serviceError } from './error-shape.js';
import { HistoryWatch, type WholeHistory } from './histories.js';
import { History, type Law } from './history.js';
import { lawsOf } from './laws/index.js';
import { protocolRules } from './protocol/index.js';
import { type Answered, mediaType, type Rule } from './rule.js';
import type { ResponseSchemas } from './schema.js';

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

/**
 * Judges every answer of one case: schema, protocol rules, history laws. Findings are values; nothing that a target sends
 * makes it throw. A defect of the judge itself is kept in `faults`, and the answer counts as not looked at.
 */
export class Judge {
  readonly contract = new Contract();
  /** What went wrong in the judge itself: sentences for the record. */
  readonly faults: string[] = [];
  /** How often each law had something to say, by its id. */
  readonly lawsApplied = new Map<string, number>();
  private readonly histories = new HistoryWatch();

  /** @param requestIds those seen so far, of whatever case */
  constructor(
    private readonly measure: Yardstick,
    private readonly requestIds: Set<string> = new Set(),
  ) {}

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
      repeatedId: this.isRepeated(response),
    };
    const read = asRead(answered);
    const findings = [
      ...this.measure.rules.flatMap((rule) => this.applyRule(rule, answered)),
      ...this.applySchema(answered),
      ...this.applyLaws(read),
    ];
    return { body: read.body, ...(error === undefined ? {} : { error }), findings };
  }

  /** A rule that another part looked at: whether the SDK could read an answer. */
  count(operation: string, rule: string, findings: readonly Finding[]): void {
    this.contract.count(operation, rule, undefined, findings);
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
      const findings: Finding[] =
        result.kind === 'kept'
          ? []
          : [
              {
                oracle: 'protocol',
                operation,
                rule: rule.id,
                ...about,
                expected: result.expected,
                actual: result.actual,
              },
            ];
      this.contract.count(operation, rule.id, rule.statement, findings);
      return findings;
    });
  }

  private applySchema({ operation, stated, error, body }: Answered): Finding[] {
    // An empty body stands for an empty object. Any other body that is no object breaks protocol:json-body already.
    if (stated === undefined || error !== undefined || body.kind === 'garbage' || body.kind === 'other') return [];
    return this.guarded('schema', () => {
      const problems = this.measure.schemas.problems(operation, body.kind === 'empty' ? {} : body.value);
      const findings = problems.map((problem): Finding => ({ oracle: 'schema', operation, ...problem }));
      this.contract.count(operation, 'schema:response', undefined, []);
      for (const rule of new Set(findings.map((finding) => finding.rule))) {
        const broken = findings.filter((finding) => finding.rule === rule);
        this.contract.count(operation, rule, broken[0]?.statement, broken);
      }
      return findings;
    });
  }

  private applyLaws({ operation, request, error, body }: Answered): Finding[] {
    if (error !== undefined || body.kind !== 'object') return [];
    const asked = parseBody(request.body);
    const input: Members = asked.kind === 'object' ? asked.value : {};
    return this.guarded('history', () => {
      const whole = this.histories.see(operation, input, body.value);
      return whole === undefined ? [] : this.judgeHistory(operation, whole);
    });
  }

  private judgeHistory(operation: string, whole: WholeHistory): Finding[] {
    const history = new History(whole.events, whole);
    return this.measure.laws.flatMap((law) =>
      this.guarded(law.id, () => {
        const { places, breaches } = law.check(history);
        if (places === 0) return [];
        this.lawsApplied.set(law.id, (this.lawsApplied.get(law.id) ?? 0) + 1);
        const findings = breaches.map(
          ({ expected, actual }): Finding => ({
            oracle: 'history',
            operation,
            rule: law.id,
            statement: law.id,
            expected,
            actual,
          }),
        );
        this.contract.count(operation, law.id, law.id, findings);
        return findings;
      }),
    );
  }

  private guarded(what: string, work: () => Finding[]): Finding[] {
    try {
      return work();
    } catch (error) {
      this.faults.push(`The judge failed at ${what}: ${shown(error instanceof Error ? error.message : String(error))}`);
      return [];
    }
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
