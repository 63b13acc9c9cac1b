import { useMemo } from 'preact/hooks';
import type { PageMachine, PageState } from '../page-model.js';
import { type Box, type Line, layOut, type Placed } from './graph-layout.js';
import { Scrolled } from './parts.js';

/** The machine as a graph: which states the execution came to, how it went from one to the next, where it failed. */
export function Graph({ machine }: { readonly machine: PageMachine }) {
  const placed = useMemo(() => layOut(machine), [machine]);
  const text = useMemo(() => described(machine), [machine]);
  return (
    <figure class="graph">
      <figcaption>State machine</figcaption>
      <Scrolled label="State machine">
        <svg
          width={placed.width}
          height={placed.height}
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          role="img"
          aria-label={text}
        >
          <Level placed={placed} />
        </svg>
      </Scrolled>
      <p class="key">
        <span class="left">passed through</span>
        <span class="failed">failed in it</span>
        <span class="open">not left</span>
        <span class="untouched">not entered</span>
        <span class="catch">dashed: Catch</span>
      </p>
    </figure>
  );
}

function Level({ placed }: { readonly placed: Placed }) {
  const start = placed.lines.find(({ kind }) => kind === 'start');
  return (
    <g>
      {/* Lines that were taken lie above the others. */}
      {[...placed.lines]
        .sort((a, b) => Number(a.isTaken) - Number(b.isTaken))
        .map((line) => (
          <Arrow key={line.key} line={line} />
        ))}
      {start === undefined ? null : <StartDot line={start} />}
      {placed.boxes.map((box) => (
        <StateBox key={box.state.name} box={box} />
      ))}
    </g>
  );
}

function StartDot({ line }: { readonly line: Line }) {
  const [, x = '0', y = '0'] = /^M(\S+) ([\d.]+)/.exec(line.path) ?? [];
  return <circle class="start" cx={x} cy={Number(y) - 7} r={6} />;
}

function Arrow({ line }: { readonly line: Line }) {
  const { x, y, to } = line.head;
  const points =
    to === 'down' ? `${x - 4},${y - 7} ${x + 4},${y - 7} ${x},${y}` : `${x + 7},${y - 4} ${x + 7},${y + 4} ${x},${y}`;
  return (
    <g class={`line ${line.kind}${line.isTaken ? ' taken' : ''}`}>
      <path d={line.path} />
      <polygon points={points} />
    </g>
  );
}

const LONGEST_NAME = 28;

function StateBox({ box }: { readonly box: Box }) {
  const { state, x, y, width, height, inner } = box;
  const name = state.name.length > LONGEST_NAME ? `${state.name.slice(0, LONGEST_NAME - 1)}…` : state.name;
  return (
    <g class={`state ${state.became}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <title>{stateText(state)}</title>
      <rect width={width} height={height} rx={8} />
      <text x={width / 2} y={18}>
        {name}
      </text>
      <text class="type" x={width / 2} y={34}>
        {state.type}
        {state.isEnd ? ', end' : ''}
        {state.entered > 1 ? ` ×${state.entered}` : ''}
      </text>
      {inner.map((part) => (
        <g key={`${part.x}`} transform={`translate(${part.x.toFixed(1)} ${part.y.toFixed(1)})`}>
          <rect class="branch" width={part.placed.width} height={part.placed.height} rx={6} />
          <Level placed={part.placed} />
        </g>
      ))}
    </g>
  );
}

const BECAME: Readonly<Record<PageState['became'], string>> = {
  untouched: 'not entered',
  left: 'passed through',
  open: 'entered and not left',
  failed: 'the execution failed in it',
};

function stateText({ name, type, entered, became }: PageState): string {
  return `${name}, ${type}: ${BECAME[became]}${entered > 1 ? `, entered ${entered} times` : ''}`;
}

/** The graph in words: what it shows, state by state. */
function described(machine: PageMachine): string {
  const all = (of: PageMachine): PageState[] =>
    of.states.flatMap((state) => [state, ...(state.inner ?? []).flatMap(all)]);
  return `State machine that starts at ${machine.start}. ${all(machine).map(stateText).join('. ')}.`;
}
