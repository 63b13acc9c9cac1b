import { type Assertion, assertionOf, firstLine } from './assertion.js';
import type { Exchange, Finding } from './exchange.js';
import { shown, shownValue } from './judge/body.js';
import { exampleOf } from './judge/contract.js';
import { shownError } from './judge/error-shape.js';
import { type FailJudgement, Inconclusive, type Judgement, NotApplicable } from './verdict.js';

const LONGEST_TEXT = 4_000;

/** What is known when the body of a case has ended. */
export interface CaseFacts {
  readonly cites: readonly string[];
  /** Those of the case and of its workers. */
  readonly exchanges: readonly Exchange[];
  /** The laws that had something to say of a history that the case read. */
  readonly lawsApplied: ReadonlySet<string>;
  /** The laws of the edition. */
  readonly lawIds: ReadonlySet<string>;
  /** On the project's own engine, a case that can't be decided is a fault of the harness. */
  readonly isReference: boolean;
}

/** How a body ended. */
export type Ending = { readonly kind: 'returned' } | { readonly kind: 'threw'; readonly error: unknown };

/** A judgement, and the exchange that shows a failure, by its place in the transcript. */
export interface Decided {
  readonly judgement: Judgement;
  readonly exchange?: number;
  /** The exchange from which on it is shown; absent: the first. */
  readonly since?: number;
}

/** What becomes of a case. Pure: the same facts give the same verdict. */
export function decide(ending: Ending, facts: CaseFacts): Decided {
  return ending.kind === 'returned' ? decideReturned(facts) : decideThrown(ending.error, facts);
}

/** The body found nothing wrong. A finding on a statement that it cites does. */
function decideReturned(facts: CaseFacts): Decided {
  for (const exchange of facts.exchanges) {
    const finding = exchange.findings.find(
      ({ statement }) => statement !== undefined && facts.cites.includes(statement),
    );
    if (finding !== undefined) return { judgement: failedBy(finding), exchange: exchange.index };
  }
  if (facts.exchanges.length === 0) {
    return inconclusive('harness', 'The case asked the target nothing, so it can tell nothing about it.');
  }
  const silent = facts.cites.find((id) => facts.lawIds.has(id) && !facts.lawsApplied.has(id));
  if (silent !== undefined) {
    const reason = `The case cites ${silent}, and read no history that this law says anything about.`;
    return inconclusive(facts.isReference ? 'harness' : 'target', reason);
  }
  return { judgement: { verdict: 'pass' } };
}

function failedBy(finding: Finding): FailJudgement {
  return {
    verdict: 'fail',
    blame: 'target',
    reason: `${finding.operation} breaks ${finding.statement}: ${exampleOf(finding)}`,
    expected: finding.expected,
    actual: finding.actual,
    statement: finding.statement ?? finding.rule,
    oracle: finding.oracle,
  };
}

function inconclusive(blame: 'target' | 'harness' | 'network', reason: string): Decided {
  return { judgement: { verdict: 'inconclusive', blame, reason } };
}

function decideThrown(error: unknown, facts: CaseFacts): Decided {
  if (error instanceof Inconclusive) return inconclusive(error.blame, error.message);
  if (error instanceof NotApplicable) {
    return { judgement: { verdict: 'skipped', because: 'capability', reason: error.message } };
  }
  const assertion = assertionOf(error);
  const throttled = facts.exchanges.find(isThrottled);
  if (assertion !== undefined && throttled !== undefined) {
    return inconclusive(
      'target',
      `The target throttled ${throttled.operation}, so the case got other answers than it asked for.`,
    );
  }
  const absent = facts.exchanges.find(isNotImplemented);
  if (assertion !== undefined && absent !== undefined && !facts.isReference) {
    const reason = `The target does not have this: ${absent.operation} is answered with ${shownError(absent.error!)}`;
    return { judgement: { verdict: 'skipped', because: 'capability', reason: shown(reason, 600) } };
  }
  if (assertion !== undefined) {
    const exchange = assertion.exchange ?? facts.exchanges.findLast(({ role }) => role === 'case')?.index;
    return {
      judgement: {
        verdict: 'fail',
        blame: 'target',
        reason: shown(firstLine(reasonOf(assertion, facts.cites)), 600),
        expected: shown(assertion.expected, LONGEST_TEXT),
        actual: shown(assertion.actual, LONGEST_TEXT),
        statement: statementOf(assertion, facts.cites),
        oracle: assertion.oracle,
        ...(assertion.provenAt === undefined ? {} : { provenAt: assertion.provenAt }),
      },
      ...(exchange === undefined ? {} : { exchange }),
      ...(assertion.since === undefined ? {} : { since: assertion.since }),
    };
  }
  const inner = innerOf(error);
  return inner === undefined ? unexpected(error, facts) : decideThrown(inner, facts);
}

function reasonOf({ reason, statement = '', isNeed }: Assertion, cites: readonly string[]): string {
  return isNeed && !cites.includes(statement) ? `The case could not come to its subject: ${reason}` : reason;
}

/** Something that neither an assertion nor the harness meant to throw. */
function unexpected(error: unknown, facts: CaseFacts): Decided {
  const text =
    error instanceof Error ? `${error.name}: ${firstLine(error.message)}${placeOf(error)}` : shownValue(error);
  // A case may stumble over an answer that lacks what every answer must have. That is proven, so the harness isn't to blame;
  // that the one comes of the other is not, so it is no failure.
  const poor = facts.exchanges.flatMap(({ findings }) => findings).find(isUnusable);
  if (poor !== undefined && error instanceof TypeError) {
    const reason = `The case could not go on (${text}) after an answer that can't be used: ${poor.operation}, ${exampleOf(poor)}`;
    return inconclusive('target', reason);
  }
  return inconclusive('harness', `The case broke down: ${text}`);
}

function isUnusable({ oracle, rule }: Finding): boolean {
  return (oracle === 'schema' && /\/(required|type)$/.test(rule)) || rule === 'protocol:json-body';
}

/** A refusal that says nothing about the request, but that there were too many. */
function isThrottled({ error }: Exchange): boolean {
  return (
    error !== undefined &&
    (error.status === 429 || /^(Throttling(Exception)?|TooManyRequests(Exception)?)$/.test(error.type))
  );
}

const UNKNOWN_OPERATION = /^(UnknownOperation|NotImplemented|UnsupportedOperation)(Exception)?$/;

/** A target that says that it does not have an operation, or a part of one, is not said to have it wrong. */
function isNotImplemented({ operation, error }: Exchange): boolean {
  if (error === undefined || operation.startsWith('(')) return false;
  return error.status === 501 || UNKNOWN_OPERATION.test(error.type);
}

/** What a property, or several errors at once, hold inside. */
function innerOf(error: unknown): unknown {
  if (Array.isArray(error)) return error[0];
  if (error instanceof AggregateError) return error.errors[0];
  return error instanceof Error && error.cause !== undefined && error.cause !== error ? error.cause : undefined;
}

/** The statement that is broken: the assertion's own, one about the error it expected, or the one the case is most about. */
function statementOf(assertion: Assertion, cites: readonly string[]): string {
  if (assertion.statement !== undefined) return assertion.statement;
  const aboutError = cites.find((id) => {
    const name = /\/error\/(\w+)$/.exec(id)?.[1];
    return name !== undefined && new RegExp(`\\brefused with\\b.*\\b${name}\\b`).test(assertion.expected);
  });
  return aboutError ?? cites[0] ?? '';
}

/** Where an error was thrown, for whoever must mend the case. */
function placeOf(error: Error): string {
  const line = error.stack?.split('\n').find((entry) => /^\s+at /.test(entry) && !entry.includes('node_modules'));
  const place = /([^/\\()]+:\d+:\d+)\)?$/.exec(line ?? '')?.[1];
  return place === undefined ? '' : ` (${place})`;
}
