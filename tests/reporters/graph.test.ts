import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHistory, timelineOf } from '../../reporters/history-of.js';
import { machineOf } from '../../reporters/machine-of.js';
import { layOut, type Placed } from '../../reporters/page/graph-layout.js';
import type { PageMachine, PageState } from '../../reporters/page-model.js';
import { call, DEFINITION, EVENTS, TRANSCRIPT } from './history-sample.js';

const history = readHistory(TRANSCRIPT)!;
const machine = machineOf(TRANSCRIPT, history)!;
const all = ({ states }: PageMachine): PageState[] =>
  states.flatMap((state) => [state, ...(state.inner ?? []).flatMap(all)]);

describe('the history of a failed case', () => {
  test('is that of the execution that was read last, in seconds since its start', () => {
    expect(timelineOf(history)).toHaveLength(EVENTS.length);
    expect(timelineOf(history)[11]).toEqual({ id: 12, type: 'PassStateEntered', at: 5.5, about: 'Mend' });
    expect(readHistory([])).toBeUndefined();
  });

  test('keeps the whole events of an answer that was cut', () => {
    const text = JSON.stringify({ events: EVENTS });
    const cut = `${text.slice(0, text.indexOf('"id":4') + 20)}... (${text.length} characters)`;
    const read = readHistory([call('GetExecutionHistory', { executionArn: 'e' }, cut)]);
    expect(read?.events.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('the machine of a failed case', () => {
  test('is the one that was started, and says what became of each state', () => {
    expect(Object.fromEntries(all(machine).map(({ name, became }) => [name, became]))).toEqual({
      Prepare: 'left',
      Both: 'left',
      Left: 'left',
      Right: 'failed',
      After: 'untouched',
      Enough: 'untouched',
      Each: 'untouched',
      Item: 'untouched',
      Mend: 'left',
      Done: 'failed',
      Alone: 'untouched',
    });
  });

  test('tells the path that was taken', () => {
    const taken = all(machine).flatMap(({ name, edges }) =>
      edges.filter(({ isTaken }) => isTaken).map(({ to, kind }) => `${name} -${kind}-> ${to}`),
    );
    expect(taken).toEqual(['Prepare -next-> Both', 'Both -catch-> Mend', 'Mend -next-> Done']);
  });

  test('is not drawn from what is no definition', () => {
    for (const definition of ['', '[]', '{"StartAt":1,"States":{}}', '{"StartAt":"A"}', '{"States":{"A":null}}']) {
      const transcript = [call('CreateStateMachine', { definition }, {}), ...TRANSCRIPT.slice(3)];
      expect(machineOf(transcript, history)).toBeUndefined();
    }
    const odd =
      '{"StartAt":"A","States":{"A":null,"B":{"Type":7,"Choices":{},"Catch":[1],"Next":"C","Branches":[[]]}}}';
    const drawn = machineOf([call('CreateStateMachine', { definition: odd }, {})], history);
    expect(drawn?.states.map(({ type }) => type)).toEqual(['?', '?']);
    expect(layOut(drawn!).boxes).toHaveLength(2);
  });

  test('is not drawn when it is too large to be taken in', () => {
    const States = Object.fromEntries(Array.from({ length: 81 }, (_, at) => [`S${at}`, { Type: 'Pass', End: true }]));
    const definition = JSON.stringify({ StartAt: 'S0', States });
    expect(machineOf([call('CreateStateMachine', { definition }, {})], history)).toBeUndefined();
  });
});

describe('its layout', () => {
  test('puts states below those that lead to them, and lines that lead back at the right', () => {
    const { boxes, lines } = layOut(machine);
    const y = Object.fromEntries(boxes.map((box) => [box.state.name, box.y]));
    for (const [above, below] of [
      ['Prepare', 'Both'],
      ['Both', 'Enough'],
      ['Enough', 'Each'],
      ['Each', 'Done'],
      ['Mend', 'Done'],
    ] as const) {
      expect(y[above]).toBeLessThan(y[below]!);
    }
    expect(lines.filter(({ head }) => head.to === 'left').map(({ key }) => key)).toEqual(['Enough\nPrepare']);
    expect(boxes).toHaveLength(Object.keys(DEFINITION.States).length);
  });

  test('of any machine has every state and line once, none over another, all within', () => {
    const name = fc.integer({ min: 0, max: 11 }).map((at) => `S${at}`);
    const state = fc.record({ Next: name, Catch: fc.array(fc.record({ Next: name }), { maxLength: 3 }) });
    const inner = fc.constantFrom<object>({}, { Branches: [DEFINITION, DEFINITION] }, { Iterator: DEFINITION });
    const machines = fc.array(fc.tuple(state, inner), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(machines, (states) => {
        const States = Object.fromEntries(
          states.map(([own, more], at) => [`S${at}`, { Type: 'Pass', ...own, ...(at === 3 ? more : {}) }]),
        );
        const definition = JSON.stringify({ StartAt: 'S0', States });
        const drawn = machineOf([call('CreateStateMachine', { definition }, {})], history)!;
        check(layOut(drawn), drawn);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

function check({ boxes, lines, width, height }: Placed, { states, start }: PageMachine): void {
  expect(boxes.map((box) => box.state.name).sort()).toEqual(states.map(({ name }) => name).sort());
  const names = new Set(states.map(({ name }) => name));
  const edges = states.flatMap(({ name, edges: own }) =>
    own.filter(({ to }) => names.has(to)).map(({ to }) => `${name}\n${to}`),
  );
  expect(lines.map(({ key }) => key).sort()).toEqual([...edges, `undefined\n${start}`].sort());
  for (const [at, a] of boxes.entries()) {
    expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
    for (const b of boxes.slice(at + 1)) {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(isApart, `${a.state.name} lies over ${b.state.name}`).toBe(true);
    }
    a.inner.forEach(({ placed }, part) => {
      check(placed, a.state.inner![part]!);
    });
  }
  for (const { path } of lines) expect(path).toMatch(/^M[-\d. CSV]+$/);
}
