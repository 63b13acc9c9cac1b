import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Cells, MatrixCase, MatrixColumn, MatrixData } from '../matrix-model.js';
import type { PageScore, PageVerdict } from '../page-model.js';
import { percent } from '../percent.js';
import type { Row } from './matrix-rows.js';
import { Reference, SIGNS, useMore } from './parts.js';

/** A column as it is shown, and where its cells are. */
export interface ShownColumn {
  readonly column: MatrixColumn;
  readonly at: number;
}

/** The matrix itself: as many of its rows as the reader came to. */
export function Table(props: {
  readonly data: MatrixData;
  readonly rows: readonly Row[];
  readonly columns: readonly ShownColumn[];
  readonly toggle: (key: string) => void;
}) {
  const { data, rows, columns, toggle } = props;
  const [drawn, more] = useMore(rows, 'rows', (some) => (
    <tbody>
      {some.map((row) => (
        <TableRow key={row.key} row={row} data={data} columns={columns} toggle={toggle} />
      ))}
    </tbody>
  ));
  return (
    <>
      <div class={`matrix-frame${columns.length > MANY ? ' many' : ''}${useFits(columns.length) ? '' : ' scrolls'}`}>
        <table class="matrix">
          <caption class="hidden">Verdicts by statement and target</caption>
          <thead>
            <tr>
              <th scope="col">What AWS demands</th>
              {columns.map(({ column }) => (
                <th scope="col" key={column.key}>
                  {column.name}
                  <small>{nameRest(column)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr class="all">
              <th scope="row">All cases</th>
              {columns.map(({ column }) => (
                <ScoreCell key={column.key} of={column.score} />
              ))}
            </tr>
          </tbody>
          {drawn}
        </table>
      </div>
      {more}
    </>
  );
}

const MANY = 5;
const FIRST_PX = 400;
const COLUMN_PX = 104;

/** Whether so many columns fit beside what they are about; else the table scrolls sideways. */
function useFits(columns: number): boolean {
  const [width, setWidth] = useState(innerWidth);
  useEffect(() => {
    const follow = () => setWidth(innerWidth);
    addEventListener('resize', follow);
    return () => removeEventListener('resize', follow);
  }, []);
  return width >= FIRST_PX + columns * COLUMN_PX;
}

function nameRest({ key, name }: MatrixColumn): string {
  return key.startsWith(`${name} `) ? key.slice(name.length + 1) : '';
}

function TableRow(props: {
  readonly row: Row;
  readonly data: MatrixData;
  readonly columns: readonly ShownColumn[];
  readonly toggle: (key: string) => void;
}) {
  const { row, data, columns, toggle } = props;
  switch (row.kind) {
    case 'area':
    case 'topic':
      return (
        <tr class={row.kind}>
          <th scope="row">
            <Toggle row={row} toggle={toggle}>
              {row.name}{' '}
              <small>
                {row.count} {row.count === 1 ? 'statement' : 'statements'}
              </small>
            </Toggle>
          </th>
          {columns.map(({ column, at }) => (
            <ScoreCell key={column.key} of={row.scores[at]!} />
          ))}
        </tr>
      );
    case 'statement':
      return (
        <tr class="statement">
          <th scope="row">
            <Toggle row={row} toggle={toggle}>
              {row.of.claim ?? row.of.id}
              {row.of.isScored ? null : <span class="mark">not scored</span>}
            </Toggle>
            <span class="id">
              <code>{row.of.id}</code> <Reference link={row.of.link} />
            </span>
          </th>
          {columns.map(({ column, at }) => (
            <VerdictCell key={column.key} of={row.of} at={at} count={countIn(data, row.of.cases, at)} />
          ))}
        </tr>
      );
    case 'case':
      return (
        <tr class="case">
          <th scope="row">
            <Toggle row={row} toggle={toggle}>
              {row.of.title}
            </Toggle>
          </th>
          {columns.map(({ column, at }) => (
            <VerdictCell key={column.key} of={row.of} at={at} />
          ))}
        </tr>
      );
    case 'remarks':
      return (
        <tr class="remarks">
          <td colSpan={columns.length + 1}>
            <Remarks of={row.of} data={data} columns={columns} />
          </td>
        </tr>
      );
    default:
      return row satisfies never;
  }
}

function Toggle(props: {
  readonly row: { readonly key: string; readonly isOpen: boolean };
  readonly toggle: (key: string) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button type="button" aria-expanded={props.row.isOpen} onClick={() => props.toggle(props.row.key)}>
      {props.children}
    </button>
  );
}

function ScoreCell({ of }: { readonly of: PageScore }) {
  if (of.judged === 0) {
    return (
      <td class="none">
        <span aria-hidden="true">–</span>
        <span class="hidden">not judged</span>
      </td>
    );
  }
  const text = `${of.passed} of ${of.judged} scored cases pass`;
  return (
    <td title={text}>
      <span class="number">{percent(of)}</span>
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${(of.passed / of.judged) * 100}%` }} />
      </span>
    </td>
  );
}

export const VERDICTS: Readonly<Record<string, PageVerdict>> = {
  p: 'pass',
  f: 'fail',
  i: 'inconclusive',
  s: 'skipped',
};

interface Count {
  readonly passed: number;
  readonly judged: number;
}

function countIn(data: MatrixData, cases: readonly number[], at: number): Count {
  const letters = cases.map((index) => data.cases[index]!.cells[at]);
  const passed = letters.filter((letter) => letter === 'p').length;
  return { passed, judged: passed + letters.filter((letter) => letter === 'f').length };
}

function VerdictCell(props: {
  readonly of: { readonly cells: Cells; readonly was?: Cells };
  readonly at: number;
  readonly count?: Count;
}) {
  const { of, at, count } = props;
  const verdict = VERDICTS[of.cells[at] ?? '-'];
  if (verdict === undefined) {
    return (
      <td class="none">
        <span class="hidden">no such case</span>
      </td>
    );
  }
  const before = VERDICTS[of.was?.[at] ?? '-'];
  const [sign, word] = SIGNS[verdict];
  const isMixed = verdict === 'fail' && count !== undefined && count.passed > 0;
  return (
    <td class={verdict} title={before !== undefined && before !== verdict ? `was ${SIGNS[before][1]}` : undefined}>
      <span aria-hidden="true">{sign}</span>
      <span class="hidden">{word}</span>
      {isMixed ? (
        <small>
          {count.passed}
          <span class="hidden"> of </span>
          <span aria-hidden="true">/</span>
          {count.judged}
          <span class="hidden"> cases pass</span>
        </small>
      ) : null}
      {before === undefined || before === verdict ? null : (
        <Change better={verdict === 'pass'} was={SIGNS[before][1]} />
      )}
    </td>
  );
}

function Change({ better, was }: { readonly better: boolean; readonly was: string }) {
  return (
    <span class={better ? 'up' : 'down'}>
      <span aria-hidden="true">{better ? '▲' : '▼'}</span>
      <span class="hidden">, was {was}</span>
    </span>
  );
}

/** The case's id, and what came from each target where it did not pass. */
function Remarks(props: {
  readonly of: MatrixCase;
  readonly data: MatrixData;
  readonly columns: readonly ShownColumn[];
}) {
  const { of, data, columns } = props;
  const said = columns.flatMap(({ column, at }) => {
    const remark = data.remarks[of.remarks?.[at] ?? -1];
    return remark === undefined ? [] : [{ column, remark, verdict: VERDICTS[of.cells[at]!] }];
  });
  return (
    <dl>
      <div>
        <dt>Case</dt>
        <dd>
          <code>{of.id}</code>
        </dd>
      </div>
      {said.map(({ column, remark, verdict }) => (
        <div key={column.key}>
          <dt>{column.key}</dt>
          <dd>
            {remark}{' '}
            {column.page === undefined || verdict !== 'fail' ? null : (
              <a href={`${column.page}#view=cases&case=${encodeURIComponent(of.id)}`}>how to see it again</a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
