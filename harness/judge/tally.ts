import type { Finding, ReceivedResponse } from '../exchange.js';
import { shown } from './body.js';
import { Contract } from './contract.js';
import type { LawResult } from './history.js';
import type { Answered, Rule } from './rule.js';
import type { ResponseSchemas } from './schema.js';

/**
 * What the answers of one case showed, and how rules, schemas and laws are laid on them. Both APIs of a case share one. A
 * defect of the judge itself is kept in `faults`, and the answer counts as not looked at.
 */
export class Tally {
  readonly contract = new Contract();
  /** What went wrong in the judge itself: sentences for the record. */
  readonly faults: string[] = [];
  /** How often each law had something to say, by its id. */
  readonly lawsApplied = new Map<string, number>();

  /** @param requestIds those seen so far, of whatever case */
  constructor(private readonly requestIds: Set<string>) {}

  /** Whether an answer before this one carried the same request id. */
  isRepeated(response: ReceivedResponse): boolean {
    const id = response.headers['x-amzn-requestid'];
    if (id === undefined || id === '') return false;
    const repeated = this.requestIds.has(id);
    this.requestIds.add(id);
    return repeated;
  }

  applyRule(rule: Rule, answered: Answered): Finding[] {
    return this.guarded(rule.id, () => {
      const result = rule.check(answered);
      if (result.kind === 'not-applicable') return [];
      const { operation } = answered;
      const about = {
        operation,
        rule: rule.id,
        ...(rule.statement === undefined ? {} : { statement: rule.statement }),
      };
      const findings: Finding[] =
        result.kind === 'kept'
          ? []
          : [{ oracle: 'protocol', ...about, expected: result.expected, actual: result.actual }];
      this.contract.count(operation, rule.id, rule.statement, findings);
      return findings;
    });
  }

  applySchema({ operation, stated, error, body }: Answered, schemas: ResponseSchemas): Finding[] {
    // An empty body stands for an empty object. Any other body that is no object breaks protocol:json-body already.
    if (stated === undefined || error !== undefined || body.kind === 'garbage' || body.kind === 'other') return [];
    return this.guarded('schema', () => {
      const problems = schemas.problems(operation, body.kind === 'empty' ? {} : body.value);
      const findings = problems.map((problem): Finding => ({ oracle: 'schema', operation, ...problem }));
      this.contract.count(operation, 'schema:response', undefined, []);
      for (const finding of findings) this.contract.count(operation, finding.rule, finding.statement, [finding]);
      return findings;
    });
  }

  /** @param rule how the contract calls the law: not all have their statement's id */
  applyLaw<History>(
    operation: string,
    law: { readonly id: string; readonly check: (history: History) => LawResult },
    history: History,
    rule: string,
  ): Finding[] {
    return this.guarded(law.id, () => {
      const { places, breaches } = law.check(history);
      if (places === 0) return [];
      this.lawsApplied.set(law.id, (this.lawsApplied.get(law.id) ?? 0) + 1);
      const findings = breaches.map(
        ({ expected, actual }): Finding => ({
          oracle: 'history',
          operation,
          rule,
          statement: law.id,
          expected,
          actual,
        }),
      );
      this.contract.count(operation, rule, law.id, findings);
      return findings;
    });
  }

  guarded(what: string, work: () => Finding[]): Finding[] {
    try {
      return work();
    } catch (error) {
      this.faults.push(`The judge failed at ${what}: ${shown(error instanceof Error ? error.message : String(error))}`);
      return [];
    }
  }
}
