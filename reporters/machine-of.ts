import type { TranscriptEntry } from '../harness/record.js';
import { isObject, parsed, type RawEvent, type ReadHistory } from './history-of.js';
import type { PageEdge, PageMachine, PageState } from './page-model.js';
import { shown } from './shown.js';

/** Larger ones can't be taken in at a glance, and nor can they be drawn in a moment. */
const MOST_STATES = 80;
const DEEPEST = 6;

/**
 * The machine whose execution a transcript shows, with what its history says of each state. None where the definition is not
 * there, was cut, or is larger than what can be taken in.
 */
export function machineOf(transcript: readonly TranscriptEntry[], history: ReadHistory): PageMachine | undefined {
  const definition = definitionOf(transcript, history.execution);
  if (definition === undefined) return undefined;
  const machine = new Drawing(walkOf(history.events)).machine(definition, 0);
  return machine === undefined || countStates(machine) > MOST_STATES ? undefined : machine;
}

/** The text of the machine that ran, by the calls that made and started it; the last one made where they do not tell. */
function definitionOf(transcript: readonly TranscriptEntry[], execution: string): unknown {
  const definitions = new Map<string, unknown>();
  let last: unknown;
  for (const { operation, request, response } of transcript) {
    if (response === undefined || response.status >= 300) continue;
    const input = parsed(request.body);
    const output = parsed(response.body);
    if (!isObject(input)) continue;
    if (/^(Create|Update)StateMachine$/.test(operation) && typeof input.definition === 'string') {
      last = parsed(input.definition);
      const arn =
        isObject(output) && operation === 'CreateStateMachine' ? output.stateMachineArn : input.stateMachineArn;
      if (typeof arn === 'string') definitions.set(arn, last);
    }
    const isStart = /^Start(Sync)?Execution$/.test(operation) && isObject(output) && output.executionArn === execution;
    if (isStart && typeof input.stateMachineArn === 'string') {
      return (
        definitions.get(input.stateMachineArn) ?? definitions.get(input.stateMachineArn.replace(/:[^:]+$/, '')) ?? last
      );
    }
  }
  return last;
}

/** What a history says of states. */
interface Walk {
  readonly entered: ReadonlyMap<string, number>;
  readonly exited: ReadonlyMap<string, number>;
  /** From one state to the next, as `from\nto`. */
  readonly steps: ReadonlySet<string>;
  readonly failed: boolean;
}

function walkOf(events: readonly RawEvent[]): Walk {
  const entered = new Map<string, number>();
  const exited = new Map<string, number>();
  const steps = new Set<string>();
  const byId = new Map(events.map((event) => [event.id, event]));
  let before: RawEvent | undefined;
  for (const event of events) {
    if (event.state === undefined) continue;
    if (event.type.endsWith('Entered')) {
      entered.set(event.state, (entered.get(event.state) ?? 0) + 1);
      const from = event.previousId === undefined ? before : lastState(byId, event.previousId);
      if (from?.type.endsWith('Exited') && from.state !== undefined) steps.add(`${from.state}\n${event.state}`);
    } else exited.set(event.state, (exited.get(event.state) ?? 0) + 1);
    before = event;
  }
  return {
    entered,
    exited,
    steps,
    failed: events.some(({ type }) => /^Execution(Failed|TimedOut|Aborted)$/.test(type)),
  };
}

/** The state that an event came after, going back from event to event. */
function lastState(byId: ReadonlyMap<number, RawEvent>, id: number): RawEvent | undefined {
  for (let event = byId.get(id); event !== undefined; ) {
    if (event.state !== undefined) return event;
    // An emulator may name any event as the one before: only ever backwards.
    const back: number = event.previousId ?? 0;
    event = back < event.id ? byId.get(back) : undefined;
  }
  return undefined;
}

/** Makes the states of a definition, whatever it holds, ready to be drawn. */
class Drawing {
  constructor(private readonly walk: Walk) {}

  machine(definition: unknown, depth: number): PageMachine | undefined {
    if (!isObject(definition) || !isObject(definition.States) || depth > DEEPEST) return undefined;
    const { StartAt: start, States: states } = definition;
    if (typeof start !== 'string') return undefined;
    return {
      start: shown(start, 80),
      states: Object.entries(states).map(([name, state]) => this.state(name, isObject(state) ? state : {}, depth)),
    };
  }

  private state(name: string, state: Readonly<Record<string, unknown>>, depth: number): PageState {
    const entered = this.walk.entered.get(name) ?? 0;
    const isStuck = entered > (this.walk.exited.get(name) ?? 0);
    const inner = [...list(state.Branches), state.ItemProcessor ?? state.Iterator]
      .map((part) => this.machine(part, depth + 1))
      .filter((part) => part !== undefined);
    return {
      name: shown(name, 80),
      type: typeof state.Type === 'string' ? shown(state.Type, 20) : '?',
      entered,
      became:
        entered === 0
          ? 'untouched'
          : isStuck && state.Type !== 'Fail'
            ? this.walk.failed
              ? 'failed'
              : 'open'
            : 'left',
      isEnd: state.End === true || state.Type === 'Succeed' || state.Type === 'Fail',
      edges: this.edges(name, state),
      ...(inner.length === 0 ? {} : { inner }),
    };
  }

  private edges(name: string, state: Readonly<Record<string, unknown>>): PageEdge[] {
    const to = new Map<string, PageEdge>();
    const add = (target: unknown, kind: PageEdge['kind']) => {
      if (typeof target !== 'string' || to.has(target)) return;
      to.set(target, { to: shown(target, 80), kind, isTaken: this.walk.steps.has(`${name}\n${target}`) });
    };
    add(state.Next, 'next');
    for (const rule of list(state.Choices)) if (isObject(rule)) add(rule.Next, 'choice');
    add(state.Default, 'default');
    for (const catcher of list(state.Catch)) if (isObject(catcher)) add(catcher.Next, 'catch');
    return [...to.values()];
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function countStates({ states }: PageMachine): number {
  return states.reduce((sum, { inner = [] }) => sum + 1 + inner.reduce((all, part) => all + countStates(part), 0), 0);
}
