import type { PageEdge, PageMachine, PageState } from '../page-model.js';

/** Where a machine's parts stand, in pixels from its upper left corner. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export interface Box {
  readonly state: PageState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The machines inside of it, from its own corner. */
  readonly inner: readonly { readonly x: number; readonly y: number; readonly placed: Placed }[];
}

export interface Line {
  /** A path of SVG. */
  readonly path: string;
  /** Where it ends, and where it points to. */
  readonly head: { readonly x: number; readonly y: number; readonly to: 'down' | 'left' };
  readonly kind: PageEdge['kind'] | 'start';
  readonly isTaken: boolean;
  readonly key: string;
}

const BOX = { height: 44, least: 92, most: 240, letter: 7.4, padding: 26 };
const HEAD = 46;
const GAP = { x: 22, y: 34 };
const MARGIN = 12;
const START_PX = 14;
/** Enough for what is drawn here to settle. */
const SWEEPS = 8;

/** A place in a row: of a state, of the start, or of a line that passes through. */
interface Node {
  readonly width: number;
  readonly height: number;
  readonly state?: PageState;
  readonly inner: readonly Placed[];
  rank: number;
  x: number;
  y: number;
  readonly up: Node[];
  readonly down: Node[];
}

interface Link {
  readonly from: Node;
  readonly to: Node;
  readonly edge: PageEdge | undefined;
  /** What stands between them, from top to bottom. */
  readonly through: Node[];
}

/**
 * Lays a machine out in rows from top to bottom: each state below all that lead to it, rows ordered and moved so that lines are
 * short and seldom cross, lines that lead back drawn at the right.
 */
export function layOut(machine: PageMachine): Placed {
  const nodes = new Map(machine.states.map((state) => [state.name, nodeOf(state)]));
  const start: Node = { width: START_PX, height: START_PX, inner: [], rank: 0, x: 0, y: 0, up: [], down: [] };
  const { forward, back } = linksOf(machine, nodes, start);
  rank([start, ...nodes.values()], forward);
  const rows = rowsOf([start, ...nodes.values()], forward);
  order(rows, new Set(back.flatMap(({ from, to }) => [from, to])));
  align(rows);
  return drawn(rows, forward, back);
}

function nodeOf(state: PageState): Node {
  const inner = (state.inner ?? []).map(layOut);
  const text = Math.min(BOX.most, Math.max(BOX.least, state.name.length * BOX.letter + BOX.padding));
  const inside = inner.reduce((sum, { width }) => sum + width + MARGIN, MARGIN);
  return {
    width: inner.length === 0 ? text : Math.max(text, inside),
    height: inner.length === 0 ? BOX.height : HEAD + Math.max(...inner.map(({ height }) => height)) + MARGIN,
    state,
    inner,
    rank: 0,
    x: 0,
    y: 0,
    up: [],
    down: [],
  };
}

/** The lines that lead on, and those that lead back to where the walk from the start came from. */
function linksOf(
  machine: PageMachine,
  nodes: ReadonlyMap<string, Node>,
  start: Node,
): { forward: Link[]; back: Link[] } {
  const forward: Link[] = [];
  const back: Link[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string): void => {
    const from = nodes.get(name);
    if (from === undefined || state.has(name)) return;
    state.set(name, 'open');
    for (const edge of from.state?.edges ?? []) {
      const to = nodes.get(edge.to);
      if (to === undefined) continue;
      (state.get(edge.to) === 'open' ? back : forward).push({ from, to, edge, through: [] });
      visit(edge.to);
    }
    state.set(name, 'done');
  };
  const first = nodes.get(machine.start);
  if (first !== undefined) forward.push({ from: start, to: first, edge: undefined, through: [] });
  visit(machine.start);
  // States that nothing leads to.
  for (const name of nodes.keys()) visit(name);
  return { forward, back };
}

function rank(nodes: readonly Node[], forward: readonly Link[]): void {
  // The longest path has fewer links than there are nodes.
  for (let round = 0, isMoved = true; isMoved && round < nodes.length; round++) {
    isMoved = false;
    for (const { from, to } of forward) {
      if (to.rank > from.rank) continue;
      to.rank = from.rank + 1;
      isMoved = true;
    }
  }
}

function rowsOf(nodes: readonly Node[], forward: readonly Link[]): Node[][] {
  const rows: Node[][] = [];
  const add = (node: Node) => {
    rows[node.rank] ??= [];
    rows[node.rank]!.push(node);
  };
  for (const node of nodes) add(node);
  for (const link of forward) {
    let last = link.from;
    for (let at = link.from.rank + 1; at < link.to.rank; at++) {
      const node: Node = { width: 6, height: 0, inner: [], rank: at, x: 0, y: 0, up: [last], down: [] };
      last.down.push(node);
      add(node);
      link.through.push(node);
      last = node;
    }
    last.down.push(link.to);
    link.to.up.push(last);
  }
  return rows;
}

/**
 * Puts each node near the middle of those above it, then of those below, and again.
 * @param last those whose lines leave them at the right: nothing stands there
 */
function order(rows: Node[][], last: ReadonlySet<Node>): void {
  const place = new Map<Node, number>();
  const note = (row: readonly Node[]) => {
    row.forEach((node, at) => {
      place.set(node, at);
    });
  };
  rows.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? 'up' : 'down';
    for (const row of side === 'up' ? rows : [...rows].reverse()) {
      const wanted = new Map(
        row.map((node) => [
          node,
          mean(
            node[side].map((other) => place.get(other)!),
            place.get(node)!,
          ),
        ]),
      );
      row.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      note(row);
    }
  }
  for (const row of rows) row.sort((a, b) => Number(last.has(a)) - Number(last.has(b)));
}

/** Moves nodes of each row under and above those that they are linked with, without changing their order. */
function align(rows: readonly (readonly Node[])[]): void {
  for (const row of rows)
    pack(
      row,
      row.map(() => 0),
    );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? 'up' : 'down';
    for (const row of side === 'up' ? rows : [...rows].reverse()) {
      pack(
        row,
        row.map((node) => mean(node[side].map(middle), middle(node))),
      );
    }
  }
}

/** Places a row as near to the wanted middles as its order lets it. */
function pack(row: readonly Node[], wanted: readonly number[]): void {
  let edge = -Infinity;
  row.forEach((node, at) => {
    node.x = Math.max(edge, wanted[at]! - node.width / 2);
    edge = node.x + node.width + GAP.x;
  });
  const shift = mean(
    row.map((node, at) => wanted[at]! - middle(node)),
    0,
  );
  for (const node of row) node.x += shift;
}

function drawn(rows: readonly (readonly Node[])[], forward: readonly Link[], back: readonly Link[]): Placed {
  const all = rows.flat();
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  let y = MARGIN;
  for (const row of rows) {
    const height = Math.max(...row.map((node) => node.height));
    for (const node of row) {
      node.x -= left;
      node.y = y;
    }
    y += height + GAP.y;
  }
  const right = Math.max(...all.map((node) => node.x + node.width));
  const lines = [...forward.map((link) => downLine(link, rows)), ...back.map((link, at) => backLine(link, right, at))];
  const boxes = all.filter(({ state }) => state !== undefined).map(boxOf);
  return {
    width: right + MARGIN + (back.length === 0 ? 0 : 14 + back.length * 12),
    height: y - GAP.y + MARGIN,
    boxes,
    lines,
  };
}

function boxOf({ state, x, y, width, height, inner }: Node): Box {
  const all = inner.reduce((sum, placed) => sum + placed.width + MARGIN, -MARGIN);
  let at = (width - all) / 2;
  const places = inner.map((placed) => {
    const place = { x: at, y: HEAD, placed };
    at += placed.width + MARGIN;
    return place;
  });
  return { state: state!, x, y, width, height, inner: places };
}

/** From the lower side of one to the upper side of the other, straight through the rows between. */
function downLine({ from, to, edge, through }: Link, rows: readonly (readonly Node[])[]): Line {
  let [x, y] = [middle(from), from.y + from.height];
  let path = `M${px(x)} ${px(y)}`;
  const curve = (toX: number, toY: number) => {
    const half = (toY - y) / 2;
    path += `C${px(x)} ${px(y + half)} ${px(toX)} ${px(toY - half)} ${px(toX)} ${px(toY)}`;
    [x, y] = [toX, toY];
  };
  for (const node of through) {
    curve(middle(node), node.y);
    y = node.y + Math.max(...rows[node.rank]!.map(({ height }) => height));
    path += `V${px(y)}`;
  }
  curve(middle(to), to.y - 5);
  return {
    path,
    head: { x: middle(to), y: to.y, to: 'down' },
    kind: edge?.kind ?? 'start',
    isTaken: edge?.isTaken ?? (to.state?.entered ?? 0) > 0,
    key: `${from.state?.name}\n${to.state?.name}`,
  };
}

function backLine({ from, to, edge }: Link, right: number, at: number): Line {
  const x = right + 16 + at * 12;
  const [fromY, toY] = [from.y + from.height * 0.6, to.y + to.height * 0.4];
  const [fromX, toX] = [from.x + from.width, to.x + to.width];
  return {
    path: `M${px(fromX)} ${px(fromY)}C${px(x)} ${px(fromY)} ${px(x)} ${px(fromY)} ${px(x)} ${px((fromY + toY) / 2)}S${px(x)} ${px(toY)} ${px(toX + 5)} ${px(toY)}`,
    head: { x: toX, y: toY, to: 'left' },
    kind: edge?.kind ?? 'next',
    isTaken: edge?.isTaken ?? false,
    key: `${from.state?.name}\n${to.state?.name}`,
  };
}

function middle({ x, width }: Node): number {
  return x + width / 2;
}

function mean(numbers: readonly number[], none: number): number {
  return numbers.length === 0 ? none : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function px(length: number): string {
  return length.toFixed(1);
}
