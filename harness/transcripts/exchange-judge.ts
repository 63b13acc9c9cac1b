import { loadValidatorsNow } from '../../schemas/validate.js';
import { effectiveSpec } from '../../specs/effective.js';
import { DURABLE_EDITION } from '../durable/operations.js';
import type { Finding, ReceivedResponse, SentRequest } from '../exchange.js';
import { DurableJudge } from '../judge/durable/judge.js';
import { Judge, yardstick } from '../judge/judge.js';
import { RecentSet } from '../judge/recent.js';
import { responseSchemas } from '../judge/schema.js';
import type { ContractRow } from '../record.js';
import type { Recognised } from './recognise.js';

/** So many request ids are remembered, to see one that comes twice. */
const MOST_REQUEST_IDS = 100_000;

/** Judges exchanges of both APIs without a case: those that pass a proxy, or stand in a transcript. */
export class ExchangeJudge {
  private readonly judgeOfSteps: Judge;
  private readonly judgeOfDurable: DurableJudge;

  /** @param edition of Step Functions. Durable executions have one of their own. */
  constructor(edition: string) {
    const requestIds = new RecentSet<string>(MOST_REQUEST_IDS);
    const { spec } = effectiveSpec('sfn', edition);
    this.judgeOfSteps = new Judge(
      yardstick(spec, responseSchemas(spec, loadValidatorsNow('sfn', edition))),
      requestIds,
    );
    let durable: ReturnType<typeof durableYardstick> | undefined;
    const measure = () => {
      durable ??= durableYardstick();
      return durable;
    };
    this.judgeOfDurable = new DurableJudge(measure, this.judgeOfSteps);
  }

  judge({ service, operation }: Recognised, request: SentRequest, response: ReceivedResponse): readonly Finding[] {
    const judge = service === 'sfn' ? this.judgeOfSteps : this.judgeOfDurable;
    return judge.judge(operation, request, response).findings;
  }

  /** One row an operation and rule that was looked at. */
  get rows(): ContractRow[] {
    return this.judgeOfSteps.contract.list();
  }

  /** Defects of the judge itself, as sentences. */
  get faults(): readonly string[] {
    return this.judgeOfSteps.faults;
  }
}

function durableYardstick() {
  const { spec } = effectiveSpec('durable', DURABLE_EDITION);
  return { spec, schemas: responseSchemas(spec, loadValidatorsNow('durable', DURABLE_EDITION)) };
}
