/** A call as its client saw it. Times are of one clock, in any unit. */
export interface Observed<Call, Answer> {
  readonly call: Call;
  /** Absent: no answer ever came. It may have had its effect at any time after its start, or never. */
  readonly answer?: Answer;
  readonly start: number;
  readonly end: number;
}

/** What an object is and does, one call after the other. States are JSON values. */
export interface SequentialModel<State, Call, Answer> {
  readonly initial: State;
  /** The states that a call may lead to from a state with this answer; none where the answer can't be. */
  after(state: State, call: Call, answer: Answer | undefined): readonly State[];
}

export type Linearizability =
  /** An order of the calls, by their places, in which each answer is right. */
  | { readonly kind: 'linearizable'; readonly order: readonly number[] }
  | { readonly kind: 'not-linearizable' }
  /** The search took too many steps. */
  | { readonly kind: 'undecided' };

const MOST_STEPS = 200_000;

/**
 * Whether concurrent calls of one object can be put in one order that each client could have seen and that the model allows:
 * Wing and Gong's search, which remembers what it has tried (Lowe, 2017).
 */
export function linearizability<State, Call, Answer>(
  history: readonly Observed<Call, Answer>[],
  model: SequentialModel<State, Call, Answer>,
): Linearizability {
  const tried = new Set<string>();
  let steps = 0;
  const search = (done: ReadonlySet<number>, state: State, order: readonly number[]): readonly number[] | undefined => {
    const left = [...history.keys()].filter((at) => !done.has(at));
    if (left.every((at) => history[at]!.answer === undefined)) return order;
    const key = `${left.join(',')} ${JSON.stringify(state)}`;
    if (tried.has(key) || steps++ > MOST_STEPS) return undefined;
    tried.add(key);
    // No call may come before one that had ended when it began.
    const firstEnd = Math.min(...left.map((at) => ended(history[at]!)));
    for (const at of left) {
      const { call, answer, start } = history[at]!;
      if (start > firstEnd) continue;
      for (const next of model.after(state, call, answer)) {
        const found = search(new Set([...done, at]), next, [...order, at]);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  const order = search(new Set(), model.initial, []);
  if (order !== undefined) return { kind: 'linearizable', order };
  return steps > MOST_STEPS ? { kind: 'undecided' } : { kind: 'not-linearizable' };
}

const ended = <Call, Answer>({ answer, end }: Observed<Call, Answer>): number =>
  answer === undefined ? Number.POSITIVE_INFINITY : end;
