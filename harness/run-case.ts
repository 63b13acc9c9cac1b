import type { CaseBody, CaseContext } from './context.js';
import { durableLaws } from './judge/durable/laws.js';
import { type CaseFacts, type Decided, decide, type Ending } from './outcome.js';
import type { CasePlan, CaseRecord } from './record.js';
import { reproductionOf } from './reproduction/index.js';
import { openSession, type Session } from './session.js';
import type { ConformanceRun } from './target.js';
import { keepTranscript } from './transcripts/case-transcript.js';
import { Inconclusive, type Judgement } from './verdict.js';
import type { Worker } from './worker.js';

/** Why a case does not apply to a target, or nothing. Pure: the plan of a run uses it, too. */
export function notApplicable(
  plan: Pick<CasePlan, 'requires' | 'editions'>,
  target: Pick<ConformanceRun['target'], 'edition' | 'capabilities' | 'only'>,
): (Judgement & { readonly verdict: 'skipped' }) | undefined {
  if (plan.editions !== undefined && !plan.editions.includes(target.edition)) {
    const reason = `It holds in ${plan.editions.join(', ')}, and the run is about ${target.edition}.`;
    return { verdict: 'skipped', because: 'edition', reason };
  }
  if (target.only === 'durable' && !plan.requires.includes('durable')) {
    const reason = 'The target has durable executions alone, and no Step Functions.';
    return { verdict: 'skipped', because: 'capability', reason };
  }
  const missing = plan.requires.filter((capability) => !target.capabilities.includes(capability));
  if (missing.length > 0) {
    return { verdict: 'skipped', because: 'capability', reason: `The target lacks ${missing.join(', ')}.` };
  }
  return undefined;
}

function leftOut({ id }: CasePlan, { leaveOut }: ConformanceRun): Judgement | undefined {
  if (leaveOut === undefined || !Object.hasOwn(leaveOut, id)) return undefined;
  return { verdict: 'skipped', because: 'case', reason: leaveOut[id] ?? '' };
}

/** A case that ran: its record, and what vitest is to be told (an error unless it passed). */
export interface CaseRun {
  readonly record: CaseRecord;
  readonly error?: unknown;
}

/** Runs one case to its verdict. It ends by itself, in its budget, whatever the target does, and never throws. */
export async function runCase(worker: Worker, plan: CasePlan, body: CaseBody, budgetMs?: number): Promise<CaseRun> {
  const begin = performance.now();
  const skipped = notApplicable(plan, worker.run.target) ?? leftOut(plan, worker.run);
  if (skipped !== undefined) return { record: emptyRecord(plan, skipped, begin) };
  try {
    const obstacle = await worker.health.obstacle();
    if (obstacle !== undefined) throw obstacle;
    return await judgedRun(worker, plan, body, budgetMs ?? worker.budgets.caseMs, begin);
  } catch (error) {
    const blame = error instanceof Inconclusive ? error.blame : 'harness';
    const reason = error instanceof Error ? error.message : String(error);
    return { record: emptyRecord(plan, { verdict: 'inconclusive', blame, reason }, begin), error };
  }
}

async function judgedRun(
  worker: Worker,
  plan: CasePlan,
  body: CaseBody,
  longest: number,
  begin: number,
): Promise<CaseRun> {
  const startedAt = Date.now();
  const session = await openSession(worker, plan.id, longest);
  const ending = await runBody(body, session.context, longest, session);
  const decided = decide(ending, factsOf(plan, session, worker));
  session.end();
  const left = await session.cleanUp();
  const unkept = await keepTranscript(worker.run, plan.id, startedAt, session.transcript.exchanges);
  const notes = [...session.notes, ...left, ...(unkept === undefined ? [] : [unkept])];
  const record = recordOf(plan, decided, session, notes, begin);
  return { record, ...(decided.judgement.verdict === 'pass' ? {} : { error: errorOf(ending, decided) }) };
}

/** The body against its budget. What it leaves running is ended by the end of the session. */
async function runBody(body: CaseBody, context: CaseContext, budgetMs: number, session: Session): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'threw', error: outOfTime(session, budgetMs) }), budgetMs);
  });
  const run = (async (): Promise<Ending> => {
    try {
      await body(context);
      return { kind: 'returned' };
    } catch (error) {
      return { kind: 'threw', error };
    }
  })();
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A case that used up its budget: the target's doing when it was waited for. */
function outOfTime({ occupation, transcript }: Session, budgetMs: number): Inconclusive {
  const spent = transcript.exchanges
    .filter(({ role }) => role === 'case')
    .reduce((sum, { durationMs }) => sum + durationMs, 0);
  const waited = occupation.awaitsTarget || spent > budgetMs / 2;
  const what = waited ? 'The target took up most of that time.' : `The harness had ${occupation.describe()} under way.`;
  return new Inconclusive(waited ? 'target' : 'harness', `The case did not end within ${budgetMs} ms. ${what}`);
}

function factsOf(plan: CasePlan, session: Session, worker: Worker): CaseFacts {
  const { judge, transcript } = session;
  return {
    cites: plan.cites,
    exchanges: transcript.exchanges,
    lawsApplied: new Set(judge.lawsApplied.keys()),
    lawIds: new Set([...worker.yardstick.laws, ...durableLaws].map(({ id }): string => id)),
    isReference: worker.run.target.isReference === true,
  };
}

function errorOf(ending: Ending, { judgement }: Decided): unknown {
  if (ending.kind === 'threw') return ending.error;
  return new Error(judgement.verdict === 'pass' ? '' : judgement.reason);
}

function emptyRecord(plan: CasePlan, judgement: Judgement, begin: number): CaseRecord {
  return {
    ...plan,
    ...judgement,
    durationMs: performance.now() - begin,
    exchanges: { total: 0, sdk: 0, fallbacks: 0, unanswered: 0 },
    contract: [],
    notes: [],
  };
}

function recordOf(
  plan: CasePlan,
  { judgement, exchange, since = 0 }: Decided,
  session: Session,
  notes: readonly string[],
  begin: number,
): CaseRecord {
  const { transcript, judge, masking, situation } = session;
  const masked = maskedJudgement(judgement, (text) => masking.text(text));
  const reproduction =
    masked.verdict === 'fail'
      ? reproductionOf(
          transcript.exchanges.filter(({ index }) => index >= since),
          exchange,
          situation,
          masked,
        )
      : undefined;
  const shown = judgement.verdict === 'fail' || judgement.verdict === 'inconclusive';
  return {
    ...plan,
    ...masked,
    durationMs: performance.now() - begin,
    exchanges: transcript.counts(),
    contract: judge.contract.list().map((row) => ({
      ...row,
      ...(row.example === undefined ? {} : { example: masking.text(row.example) }),
    })),
    ...(reproduction === undefined ? {} : { reproduction }),
    ...(shown ? { transcript: transcript.entries(masking) } : {}),
    notes: [...notes, ...judge.faults].map((note) => masking.text(note)),
  };
}

function maskedJudgement(judgement: Judgement, mask: (text: string) => string): Judgement {
  switch (judgement.verdict) {
    case 'pass':
      return judgement;
    case 'fail':
      return {
        ...judgement,
        reason: mask(judgement.reason),
        expected: mask(judgement.expected),
        actual: mask(judgement.actual),
      };
    case 'inconclusive':
      return { ...judgement, reason: mask(judgement.reason) };
    case 'skipped':
      return judgement;
  }
}
