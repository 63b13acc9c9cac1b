import type { Cells, MatrixArea, MatrixCase, MatrixData, MatrixStatement, MatrixTopic } from '../matrix-model.js';
import type { PageScore } from '../page-model.js';
import type { MatrixFilters, Shown } from './matrix-filters.js';

/** A row of the table. `key` tells it from the others, and stays the same from matrix to matrix. */
export type Row =
  | {
      readonly kind: 'area' | 'topic';
      readonly key: string;
      readonly name: string;
      readonly scores: readonly PageScore[];
      /** How many statements it has. */
      readonly count: number;
      readonly isOpen: boolean;
    }
  | { readonly kind: 'statement'; readonly key: string; readonly of: MatrixStatement; readonly isOpen: boolean }
  | { readonly kind: 'case'; readonly key: string; readonly of: MatrixCase; readonly isOpen: boolean }
  | { readonly kind: 'remarks'; readonly key: string; readonly of: MatrixCase };

/** The words that each statement and each case is searched by, made once. */
export interface Words {
  readonly statements: readonly string[];
  readonly cases: readonly string[];
}

export function wordsOf({ statements, cases }: MatrixData): Words {
  return {
    statements: statements.map(({ id, claim = '' }) => `${id}\n${claim}`.toLowerCase()),
    cases: cases.map(({ id, title }) => `${id}\n${title}`.toLowerCase()),
  };
}

/** A statement that the filters leave, and those of its cases that they leave. */
interface Left {
  readonly at: number;
  readonly cases: readonly number[];
  /** Whether only its cases have the words that are looked for. */
  readonly byCases: boolean;
}

/**
 * The rows that the filters leave, in their order, below open ones only. With filters all areas and topics that hold something
 * are open by themselves.
 * @param columns indexes of those shown
 */
export function rowsOf(data: MatrixData, words: Words, filters: MatrixFilters, columns: readonly number[]): Row[] {
  const wanted = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isFiltered = wanted.length > 0 || filters.show !== 'all';
  const toggled = new Set(filters.open);
  const fits = predicateOf(filters.show, columns);
  const has = (text: string) => wanted.every((word) => text.includes(word));
  const leftOf = (at: number): Left | undefined => {
    const statement = data.statements[at]!;
    const isNamed = has(words.statements[at]!);
    const named = isNamed ? statement.cases : statement.cases.filter((index) => has(words.cases[index]!));
    const cases = named.filter((index) => fits(data.cases[index]!));
    if (cases.length > 0) return { at, cases, byCases: !isNamed };
    return isNamed && fits(statement) ? { at, cases: statement.cases, byCases: false } : undefined;
  };
  const rows: Row[] = [];
  for (const area of data.areas) {
    if (filters.area !== '' && area.name !== filters.area) continue;
    const topics = area.topics
      .map((topic) => ({ topic, left: topic.statements.flatMap((at) => leftOf(at) ?? []) }))
      .filter(({ left }) => left.length > 0);
    if (topics.length === 0) continue;
    const isOpen = toggled.has(area.name) !== isFiltered;
    rows.push({ kind: 'area', key: area.name, isOpen, ...headOf(area, sum(topics.map(({ left }) => left.length))) });
    if (!isOpen) continue;
    for (const { topic, left } of topics) {
      const key = `${area.name}/${topic.name}`;
      const isTopicOpen = toggled.has(key) !== isFiltered;
      rows.push({ kind: 'topic', key, isOpen: isTopicOpen, ...headOf(topic, left.length) });
      if (!isTopicOpen) continue;
      for (const item of left) rows.push(...statementRows(data, item, area.name, toggled));
    }
  }
  return rows;
}

function headOf({ name, scores }: MatrixArea | MatrixTopic, count: number) {
  return { name, scores, count };
}

function statementRows(data: MatrixData, left: Left, area: string, toggled: ReadonlySet<string>): Row[] {
  const of = data.statements[left.at]!;
  const key = `${area}/${of.id}`;
  const isOpen = toggled.has(key) !== left.byCases;
  const rows: Row[] = [{ kind: 'statement', key, of, isOpen }];
  if (!isOpen) return rows;
  for (const index of left.cases) {
    const own = data.cases[index]!;
    const caseKey = `${key}/${own.id}`;
    const isCaseOpen = toggled.has(caseKey);
    rows.push({ kind: 'case', key: caseKey, of: own, isOpen: isCaseOpen });
    if (isCaseOpen) rows.push({ kind: 'remarks', key: `${caseKey}/remarks`, of: own });
  }
  return rows;
}

type Fits = (item: { readonly cells: Cells; readonly was?: Cells }) => boolean;

function predicateOf(show: Shown, columns: readonly number[]): Fits {
  switch (show) {
    case 'all':
      return () => true;
    case 'fail':
      return ({ cells }) => columns.some((at) => cells[at] === 'f');
    case 'differ':
      return ({ cells }) => columns.some((at) => cells[at] === 'f') && columns.some((at) => cells[at] === 'p');
    case 'changed':
      return ({ cells, was }) => was !== undefined && columns.some((at) => was[at] !== '-' && was[at] !== cells[at]);
    default:
      return show satisfies never;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
