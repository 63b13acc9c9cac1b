import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import type { MatrixData } from '../matrix-model.js';
import { Choice, FilterBar } from './filter-bar.js';
import { Cards } from './matrix-cards.js';
import { ALL, type MatrixFilters, SHOWN, type Shown, useMatrixFilters } from './matrix-filters.js';
import { rowsOf, wordsOf } from './matrix-rows.js';
import { type ShownColumn, Table } from './matrix-table.js';
import { SIGNS, SkipLink } from './parts.js';
import { show } from './unpack.js';

const SHOWN_NAMES: Readonly<Record<Shown, string>> = {
  all: 'everything',
  differ: 'where targets differ',
  fail: 'where one fails',
  changed: 'what changed since the run before',
};

function Page({ data }: { readonly data: MatrixData }) {
  const [filters, change] = useMatrixFilters();
  const words = useMemo(() => wordsOf(data), [data]);
  const columns = useMemo(
    () =>
      data.columns
        .map((column, at): ShownColumn => ({ column, at }))
        .filter(({ column }) => !filters.without.includes(column.key)),
    [data, filters.without],
  );
  const rows = useMemo(
    () =>
      rowsOf(
        data,
        words,
        filters,
        columns.map(({ at }) => at),
      ),
    [data, words, filters, columns],
  );
  const toggle = (key: string) => {
    const { open } = filters;
    change({ open: open.includes(key) ? open.filter((one) => one !== key) : [...open, key] });
  };
  const isFiltered = filters.text !== '' || filters.show !== 'all';
  const statements = rows.reduce((sum, row) => sum + (row.kind === 'area' ? row.count : 0), 0);
  const editions = [...new Set(data.columns.map(({ edition }) => edition))];
  return (
    <>
      <SkipLink />
      <main class="wide-page">
        <header>
          <p class="kicker">
            {editions.length === 1 ? 'Edition' : 'Editions'} {editions.join(' and ')} of the reference; judged by{' '}
            {data.tool}
          </p>
          <h1>Compatibility with AWS Step Functions</h1>
          <p class="meaning">
            A case is scored when it tests something that AWS's reference demands, or that was recorded from AWS.
            Skipped cases (the target lacks what they need) and inconclusive ones do not count.
          </p>
        </header>
        <h2>Targets</h2>
        <Cards columns={data.columns} />
        <section id="results" tabIndex={-1} aria-labelledby="results-title">
          <h2 id="results-title">In detail</h2>
          <MatrixFilterBar data={data} filters={filters} change={change} />
          <p class="matches" role="status">
            {isFiltered
              ? `${statements} of ${data.statements.length} statements`
              : `${statements} statements, tested by ${data.cases.length} cases`}
          </p>
          {rows.length === 0 ? (
            <p class="empty">Nothing matches.</p>
          ) : (
            <Table data={data} rows={rows} columns={columns} toggle={toggle} />
          )}
          <p class="key">
            {Object.values(SIGNS).map(([sign, word]) => (
              <span key={word}>
                {sign} {word}
              </span>
            ))}
            <span>2/3: two of three cases pass</span>
            <span>▲ ▼ better or worse than in the run before</span>
          </p>
        </section>
      </main>
    </>
  );
}

function MatrixFilterBar(props: {
  readonly data: MatrixData;
  readonly filters: MatrixFilters;
  readonly change: (change: Partial<MatrixFilters>) => void;
}) {
  const { data, filters, change } = props;
  const hasBefore = data.columns.some(({ since }) => since !== undefined);
  const { without } = filters;
  const isFiltered = filters.text + filters.area !== '' || filters.show !== 'all' || without.length > 0;
  return (
    <FilterBar
      text={filters.text}
      placeholder="operation, state, claim, id"
      onText={(text) => change({ text })}
      onClear={isFiltered ? () => change(ALL) : undefined}
    >
      <Choice name="Area" value={filters.area} onChange={(area) => change({ area })}>
        <option value="">all</option>
        {data.areas.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice name="Show" value={filters.show} onChange={(show) => change({ show: show as Shown })}>
        {SHOWN.filter((name) => name !== 'changed' || hasBefore).map((name) => (
          <option key={name} value={name}>
            {SHOWN_NAMES[name]}
          </option>
        ))}
      </Choice>
      {data.columns.length < 2 ? null : (
        <fieldset>
          <legend>Targets</legend>
          {data.columns.map(({ key }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={!without.includes(key)}
                onChange={(event) =>
                  change({
                    without: event.currentTarget.checked ? without.filter((one) => one !== key) : [...without, key],
                  })
                }
              />
              {key}
            </label>
          ))}
        </fieldset>
      )}
    </FilterBar>
  );
}

show<MatrixData>((data) => {
  const place = document.getElementById('page');
  if (place === null) return;
  place.replaceChildren();
  render(<Page data={data} />, place);
});
