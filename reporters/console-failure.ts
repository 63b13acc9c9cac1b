import type { createColors } from 'picocolors';
import { referenceLink } from './reference-link.js';
import type { CaseResult } from './report.js';
import { sentBy } from './sent.js';
import { cut, printable } from './text.js';

type Colors = ReturnType<typeof createColors>;

const TEXT_LINES = 8;
/** Columns before a field's text. */
const MARGIN = 13;

/** All that a report says of one case, at most a screen: what it breaks, what was sent, what came, how to see it again. */
export function caseLines(result: CaseResult, colors: Colors, width: number, title?: string): string[] {
  const { id, statement, reason, expected, actual, reproduction, expectation, expectedBecause, blame } = result;
  const field = (name: string, text: string | undefined, lines = TEXT_LINES) =>
    text === undefined || text === '' ? [] : indented(name, cut(text, lines, width - MARGIN), colors);
  const isSaid = expected !== undefined && (reason?.includes(expected) || reason?.includes(expected.slice(0, 60)));
  const link = statement === undefined ? undefined : referenceLink(statement.id, statement.citation);
  return [
    ...field('case', id + (expectation === 'regression' ? '  (regression)' : '')),
    ...field('breaks', statement?.id),
    ...field('claim', statement?.claim === title ? undefined : statement?.claim, 3),
    ...field('cited', statement?.citation),
    ...field('', link),
    ...field('known', expectedBecause && [expectedBecause.reason, expectedBecause.link ?? ''].join(' ')),
    ...field('reason', isSaid ? undefined : reason),
    ...field('blame', result.verdict === 'inconclusive' ? blame : undefined),
    ...sentBy(result).flatMap(({ name, text }) => field(name, text.replaceAll('\n', ' '), 1)),
    ...field('expected', expected),
    ...field('actual', actual),
    // A command must stay whole, or it can't be pasted.
    ...(reproduction === undefined
      ? []
      : indented('repeat', printable(reproduction.curl).trimEnd().split('\n'), colors)),
  ];
}

function indented(name: string, lines: readonly string[], colors: Colors): string[] {
  const margin = ' '.repeat(MARGIN);
  return lines.map((line, at) => (at === 0 ? `   ${colors.dim(name.padEnd(8))}  ${line}` : `${margin}${line}`));
}
