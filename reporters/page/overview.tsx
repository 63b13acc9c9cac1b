import type { PageArea, PageData } from '../page-model.js';
import { percent } from '../percent.js';
import type { Filters } from './filters.js';
import { Bar, Fold } from './parts.js';

/** Who was judged, the score, and what it means. */
export function Overview({ data }: { readonly data: PageData }) {
  const { target, score, totals, statements } = data;
  return (
    <header class="overview">
      <p class="kicker">Conformance to AWS Step Functions, edition {data.edition}</p>
      <h1>
        {target.name}
        {target.version === undefined ? '' : ` ${target.version}`}
      </h1>
      <div class="score">
        <p class="figure">
          <strong>{percent(score)}</strong>
          <span>
            {score.passed} of {score.judged} scored cases pass
          </span>
        </p>
        <div>
          <Bar totals={totals} />
          <ul class="legend">
            <li class="pass">{totals.pass} passed</li>
            <li class="fail">{totals.fail} failed</li>
            <li class="inconclusive">{totals.inconclusive} inconclusive</li>
            <li class="skipped">{totals.skipped} skipped</li>
          </ul>
          <p class="meaning">
            A case is scored when it tests something that AWS's reference demands, or that was recorded from AWS.
            Skipped cases (the target lacks what they need) and inconclusive ones do not count. Of {statements.total}{' '}
            statements in the reference, {statements.passed} held, {statements.failed} were broken and{' '}
            {statements.untested} were not tested.
          </p>
        </div>
      </div>
      <p class="about">
        <span>{target.address}</span>
        <span>
          <time dateTime={data.startedAt}>{data.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>, took{' '}
          {data.duration}
        </span>
        <span>{data.tool}</span>
        <span>client {data.client}</span>
        <span>seed {data.seed}</span>
        {data.shard === undefined ? null : <span>shard {data.shard}</span>}
        <span>capabilities: {data.capabilities.join(', ') || 'none'}</span>
      </p>
      {data.interrupted ? <p class="warning">The run was interrupted: this is only a part of it.</p> : null}
      {data.errors.length === 0 ? null : (
        <div class="warning">
          <p>The harness had errors:</p>
          <ul>
            {data.errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        </div>
      )}
      {data.leftOut === undefined ? null : <p class="warning">{data.leftOut}</p>}
    </header>
  );
}

/** The score of each area, and of its suites. */
export function Areas(props: { readonly areas: readonly PageArea[]; readonly filters: Filters }) {
  const link = (name: string) => (
    <a
      href={`#view=cases&suite=${encodeURIComponent(name)}`}
      aria-current={props.filters.suite === name ? 'true' : undefined}
    >
      {name}
    </a>
  );
  return (
    <section class="areas" aria-labelledby="areas">
      <h2 id="areas">By area</h2>
      <ul>
        {props.areas.map((area) => (
          <li key={area.name}>
            <div class="area">
              {link(area.name)}
              <Bar totals={area.totals} />
              <span class="number">{percent(area.score)}</span>
            </div>
            <Fold summary={`${area.suites.length} ${area.suites.length === 1 ? 'suite' : 'suites'} of ${area.name}`}>
              {() => (
                <ul>
                  {area.suites.map((suite) => (
                    <li key={suite.name} class="area">
                      {link(suite.name)}
                      <Bar totals={suite.totals} />
                      <span class="number">{percent(suite.score)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Fold>
          </li>
        ))}
      </ul>
    </section>
  );
}
