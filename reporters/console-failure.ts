import type { createColors } from 'picocolors';
import { referenceLink } from './reference-link.js';
import type { CaseResult } from './report.js';
import { cut, printable } from './text.js';

type Colors = ReturnType<typeof createColors>;

const TEXT_LINES = 8;
/** Columns before a field's text. */
const MARGIN = 13;
/** What only reads how an execution went: the machine and its input are what was sent. */
const READING: ReadonlySet<string> = new Set(['DescribeExecution', 'GetExecutionHistory']);

/** All that a report says of one case, at most a screen: what it breaks, what was sent, what came, how to see it again. */
export function caseLines(result: CaseResult, colors: Colors, width: number): string[] {
  const { id, statement, reason, expected, actual, reproduction, expectation, expectedBecause, blame } = result;
  const field = (name: string, text: string | undefined, lines = TEXT_LINES) =>
    text === undefined || text === '' ? [] : indented(name, cut(text, lines, width - MARGIN), colors);
  const isSaid = expected !== undefined && (reason?.includes(expected) || reason?.includes(expected.slice(0, 60)));
  const link = statement === undefined ? undefined : referenceLink(statement.id, statement.citation);
  return [
    ...field('case', id + (expectation === 'regression' ? '  (regression)' : '')),
    ...field('breaks', statement?.id),
    ...field('claim', statement?.claim, 3),
    ...field('cited', statement?.citation),
    ...field('', link),
    ...field('known', expectedBecause && [expectedBecause.reason, expectedBecause.link ?? ''].join(' ')),
    ...field('reason', isSaid ? undefined : reason),
    ...field('blame', result.verdict === 'inconclusive' ? blame : undefined),
    ...sentBy(result).flatMap(([name, text]) => field(name, text, 1)),
    ...field('expected', expected),
    ...field('actual', actual),
    // A command must stay whole, or it can't be pasted.
    ...(reproduction === undefined
      ? []
      : indented('repeat', printable(reproduction.curl).trimEnd().split('\n'), colors)),
  ];
}

/** What was sent, as far as the transcript of the case is kept. */
function sentBy({ transcript = [] }: CaseResult): [name: string, text: string][] {
  const own = transcript.filter(({ role }) => role === 'case');
  const last = own.at(-1);
  if (last === undefined) return [];
  const start = own.findLast(({ operation }) => operation === 'StartExecution');
  const machine = own.findLast(({ operation }) => operation === 'CreateStateMachine');
  if (READING.has(last.operation) && machine !== undefined && start !== undefined) {
    const input = memberOf(start.request.body, 'input');
    return [
      ['machine', memberOf(machine.request.body, 'definition') ?? machine.request.body],
      ...(input === undefined ? [] : [['input', input] satisfies [string, string]]),
    ];
  }
  return [['sent', `${last.operation} ${last.request.body}`.replaceAll('\n', ' ')]];
}

function memberOf(body: string, name: string): string | undefined {
  try {
    const value: unknown = (JSON.parse(body) as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function indented(name: string, lines: readonly string[], colors: Colors): string[] {
  const margin = ' '.repeat(MARGIN);
  return lines.map((line, at) => (at === 0 ? `   ${colors.dim(name.padEnd(8))}  ${line}` : `${margin}${line}`));
}
