import type { MatrixColumn, MatrixPoint } from '../matrix-model.js';
import { percent, points } from '../percent.js';
import { Bar } from './parts.js';

/** Each target at a glance: its score, what it rests on, and where it is going. */
export function Cards({ columns }: { readonly columns: readonly MatrixColumn[] }) {
  return (
    <ul class="cards">
      {columns.map((column) => (
        <li key={column.key}>
          <Card column={column} />
        </li>
      ))}
    </ul>
  );
}

function Card({ column }: { readonly column: MatrixColumn }) {
  const { score, totals, since, trend } = column;
  return (
    <article class="card">
      <h3>{column.page === undefined ? column.key : <a href={column.page}>{column.key}</a>}</h3>
      <p class="figure">
        <strong>{percent(score)}</strong>
        {trend.length > 1 ? <Sparkline points={trend} /> : null}
      </p>
      <Bar totals={totals} />
      <p class="brief">
        {score.passed} of {score.judged} scored cases pass; {totals.skipped} skipped
        {totals.inconclusive > 0 ? `, ${totals.inconclusive} inconclusive` : ''}
      </p>
      {since === undefined ? null : (
        <p class="brief">
          <b>{points(since.point.score, score) || 'no score before'}</b> since {nameOf(since.point, column)}:{' '}
          <span class={since.worse > 0 ? 'down' : ''}>{since.worse} worse</span>,{' '}
          <span class={since.fixed > 0 ? 'up' : ''}>{since.fixed} fixed</span>
        </p>
      )}
      <p class="brief">
        run on <time dateTime={column.startedAt}>{column.startedAt.slice(0, 10)}</time>
        {column.interrupted ? ', interrupted: only a part' : ''}
      </p>
    </article>
  );
}

function nameOf({ version, startedAt }: MatrixPoint, column: MatrixColumn): string {
  const day = startedAt.slice(0, 10);
  if (version !== column.version) return version ?? day;
  return day === column.startedAt.slice(0, 10) ? `${day} ${startedAt.slice(11, 16)}` : day;
}

const WIDTH = 96;
const HEIGHT = 28;

/** Scores in the order of runs; the whole height is the range that they have, but ten points at least. */
function Sparkline(props: { readonly points: readonly MatrixPoint[] }) {
  const judged = props.points.filter(({ score }) => score.judged > 0);
  const shares = judged.map(({ score }) => score.passed / score.judged);
  const middle = (Math.max(...shares) + Math.min(...shares)) / 2;
  const range = Math.max(0.1, Math.max(...shares) - Math.min(...shares));
  const x = (at: number) => 4 + (at / Math.max(1, shares.length - 1)) * (WIDTH - 8);
  const y = (share: number) => HEIGHT / 2 - ((share - middle) / range) * (HEIGHT - 10);
  const text = `Score over ${judged.length} runs: ${judged.map(({ score }) => percent(score)).join(', ')}`;
  return (
    <svg
      class="sparkline"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text}
    >
      <title>{text}</title>
      <polyline points={shares.map((share, at) => `${x(at).toFixed(1)},${y(share).toFixed(1)}`).join(' ')} />
      {shares.map((share, at) => (
        <circle
          key={judged[at]!.startedAt}
          cx={x(at).toFixed(1)}
          cy={y(share).toFixed(1)}
          r={at === shares.length - 1 ? 3.5 : 2}
        />
      ))}
    </svg>
  );
}
