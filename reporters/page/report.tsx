import { render } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { PageCase, PageData, PageRow } from '../page-model.js';
import { Choice, FilterBar } from './filter-bar.js';
import { type Filters, NO_FILTERS, useFilters, VIEWS, type View } from './filters.js';
import { Areas, Overview } from './overview.js';
import { SkipLink } from './parts.js';
import { show } from './unpack.js';
import { Cases, Causes, Contract, type ShownCluster } from './views.js';

const VIEW_NAMES: Readonly<Record<View, string>> = { causes: 'Causes', cases: 'Cases', contract: 'Contract' };

function Page({ data }: { readonly data: PageData }) {
  const [filters, change] = useFilters();
  const words = useMemo(() => data.cases.map(wordsOf), [data]);
  const { text, suite, verdict, level } = filters;
  const shown = useMemo(() => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    return data.cases.map(
      (item, at) =>
        (suite === '' || item.suite === suite || item.suite.startsWith(`${suite}/`)) &&
        (verdict === '' || item.verdict === verdict) &&
        fitsLevel(item, level) &&
        wanted.every((word) => words[at]!.includes(word)),
    );
  }, [data, words, text, suite, verdict, level]);
  const cases = useMemo(() => {
    const list = data.cases.filter((_, at) => shown[at]);
    const named = filters.case === '' ? undefined : list.find(({ id }) => id === filters.case);
    return named === undefined ? list : [named, ...list.filter((item) => item !== named)];
  }, [data, shown, filters.case]);
  const clusters = useMemo(
    () =>
      data.clusters
        .map(
          (cluster): ShownCluster => ({
            cluster,
            cases: cluster.cases.filter((at) => shown[at]).map((at) => data.cases[at]!),
          }),
        )
        .filter((item) => item.cases.length > 0)
        .sort((a, b) => b.cases.length - a.cases.length),
    [data, shown],
  );
  const rows = useMemo(() => contractRows(data.contract, filters), [data, text, verdict, level]);
  const count: Readonly<Record<View, number>> = { causes: clusters.length, cases: cases.length, contract: rows.length };
  useEffect(() => {
    if (filters.case !== '') document.getElementById(`case:${filters.case}`)?.scrollIntoView();
  }, [filters.case]);
  return (
    <>
      <SkipLink />
      <main>
        <Overview data={data} />
        <Areas areas={data.areas} filters={filters} />
        <section id="results" tabIndex={-1} aria-labelledby="results-title">
          <h2 id="results-title" class="hidden">
            Results
          </h2>
          <nav aria-label="Views">
            {VIEWS.map((view) => (
              <button
                type="button"
                key={view}
                aria-pressed={filters.view === view}
                onClick={() =>
                  change({ view, verdict: view === 'cases' ? verdict : verdict === 'fail' ? verdict : '' })
                }
              >
                {VIEW_NAMES[view]} <span class="number">{count[view]}</span>
              </button>
            ))}
          </nav>
          <ReportFilters data={data} filters={filters} change={change} />
          <p class="matches" role="status">
            {filters.view === 'causes' ? `${count.causes} causes of ${sum(clusters)} failures` : null}
            {filters.view === 'cases' ? `${count.cases} of ${data.cases.length} cases` : null}
            {filters.view === 'contract' ? `${count.contract} of ${data.contract.length} rules` : null}
          </p>
          {filters.view === 'causes' ? <Causes clusters={clusters} /> : null}
          {filters.view === 'cases' ? <Cases cases={cases} open={filters.case} /> : null}
          {filters.view === 'contract' ? <Contract rows={rows} /> : null}
        </section>
      </main>
    </>
  );
}

function ReportFilters(props: {
  readonly data: PageData;
  readonly filters: Filters;
  readonly change: (change: Partial<Filters>) => void;
}) {
  const { data, filters, change } = props;
  const isFiltered = filters.text + filters.suite + filters.verdict + filters.level !== '';
  return (
    <FilterBar
      text={filters.text}
      placeholder="title, id, statement, reason"
      onText={(text) => change({ text })}
      onClear={isFiltered ? () => change({ ...NO_FILTERS, view: filters.view }) : undefined}
    >
      {filters.view === 'contract' ? null : (
        <Choice name="Suite" value={filters.suite} onChange={(suite) => change({ suite })}>
          <option value="">all</option>
          {data.areas.map((area) => (
            <optgroup key={area.name} label={area.name}>
              <option value={area.name}>all of {area.name}</option>
              {area.suites.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </Choice>
      )}
      {filters.view === 'causes' ? null : (
        <Choice name="Verdict" value={filters.verdict} onChange={(verdict) => change({ verdict })}>
          <option value="">all</option>
          <option value="fail">failed</option>
          <option value="pass">passed</option>
          {filters.view === 'contract' ? null : (
            <>
              <option value="inconclusive">inconclusive</option>
              <option value="skipped">skipped</option>
            </>
          )}
        </Choice>
      )}
      <Choice name="Level" value={filters.level} onChange={(level) => change({ level })}>
        <option value="">all</option>
        <option value="scored">scored</option>
        <option value="unscored">not scored</option>
        {filters.view === 'contract' ? null : (
          <>
            <option value="must">must</option>
            <option value="should">should</option>
            <option value="may">may</option>
          </>
        )}
      </Choice>
    </FilterBar>
  );
}

function wordsOf(item: PageCase): string {
  return [item.id, item.title, ...item.cites, item.reason ?? '', item.failure?.actual ?? ''].join('\n').toLowerCase();
}

function fitsLevel(
  { level, isScored }: { readonly level?: string; readonly isScored: boolean },
  wanted: string,
): boolean {
  if (wanted === 'scored') return isScored;
  if (wanted === 'unscored') return !isScored;
  return wanted === '' || level === undefined || level === wanted;
}

function contractRows(rows: readonly PageRow[], { text, verdict, level }: Filters): PageRow[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(
      (row) =>
        (verdict === '' || row.violations > 0 === (verdict === 'fail')) &&
        fitsLevel({ isScored: row.isScored }, level) &&
        wanted.every((word) => `${row.operation}\n${row.rule}\n${row.example ?? ''}`.toLowerCase().includes(word)),
    )
    .sort((a, b) => b.violations - a.violations);
}

function sum(clusters: readonly ShownCluster[]): number {
  return clusters.reduce((total, { cases }) => total + cases.length, 0);
}

show<PageData>((data) => {
  const place = document.getElementById('page');
  if (place === null) return;
  place.replaceChildren();
  render(<Page data={data} />, place);
});
