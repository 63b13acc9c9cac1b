import { brief } from '../brief.js';
import type { PageCase, PageCluster, PageRow } from '../page-model.js';
import { CaseRow } from './failure.js';
import { Fold, Lazy, Reference, Scrolled } from './parts.js';

export interface ShownCluster {
  readonly cluster: PageCluster;
  /** Those that the filters leave. */
  readonly cases: readonly PageCase[];
}

/** Failures by what seems to cause them. */
export function Causes({ clusters }: { readonly clusters: readonly ShownCluster[] }) {
  if (clusters.length === 0) return <p class="empty">No failure matches.</p>;
  return (
    <ol class="causes">
      {clusters.map(({ cluster, cases }) => (
        <li key={`${cluster.cause}\n${cluster.cases[0]}`}>
          <Fold
            class="cause"
            summary={
              <>
                <span class="count">
                  {cases.length}
                  <span class="hidden"> {cases.length === 1 ? 'failure' : 'failures'}: </span>
                </span>
                <span class="what">
                  <span class="claim">
                    {cluster.said}
                    {cluster.statements > 1 ? (
                      <small>
                        {' '}
                        {cluster.statements} statements
                        {cluster.claim === undefined || cluster.said.includes(cluster.claim)
                          ? ''
                          : `, such as: ${cluster.claim}`}
                      </small>
                    ) : null}
                  </span>
                  <Brief of={cluster} />
                  <code>{cluster.cause}</code>
                </span>
              </>
            }
          >
            {() => (
              <Lazy
                items={cases}
                noun="cases"
                row={(item, index) => <CaseRow key={item.id} of={item} isOpen={index === 0} />}
              />
            )}
          </Fold>
        </li>
      ))}
    </ol>
  );
}

const BRIEF = 64;

function Brief({ of }: { readonly of: PageCluster }) {
  const [expected, actual] = brief(of.expected, of.actual, BRIEF);
  return (
    <span class="brief">
      <span class="hidden">Expected: </span>
      {expected} <span aria-hidden="true">→</span>
      <span class="hidden">, actual: </span> <b>{actual}</b>
    </span>
  );
}

export function Cases({ cases, open }: { readonly cases: readonly PageCase[]; readonly open: string }) {
  if (cases.length === 0) return <p class="empty">No case matches.</p>;
  return (
    <Lazy items={cases} noun="cases" row={(item) => <CaseRow key={item.id} of={item} isOpen={item.id === open} />} />
  );
}

/** What all exchanges showed of each rule on each operation: broken ones first. */
export function Contract({ rows }: { readonly rows: readonly PageRow[] }) {
  if (rows.length === 0) return <p class="empty">No rule matches.</p>;
  return (
    <Scrolled label="Contract">
      <table class="contract">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Rule</th>
            <th scope="col">Broken</th>
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.operation}\n${row.rule}`} class={row.violations === 0 ? 'holds' : 'broken'}>
              <th scope="row">{row.operation}</th>
              <td>
                <code>{row.rule}</code> <Reference link={row.link} />
                {row.expectation === 'expected' ? <span class="mark">known</span> : null}
                {row.isScored ? null : <span class="mark">not scored</span>}
              </td>
              <td class="number">
                {row.violations} of {row.exchanges}
              </td>
              <td class="example">{row.example ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
