/** The smallest state machines that cases stand on. Each call gives a new object, so that a case may change its own. */

type State = Record<string, unknown>;

/** A machine from its states in order: each goes on to the next one, the last one ends, unless it says otherwise. */
export function chain(states: Record<string, State>): { StartAt: string; States: Record<string, State> } {
  const names = Object.keys(states);
  const linked = names.map((name, index): [string, State] => {
    const state = states[name]!;
    const settled = 'Next' in state || 'End' in state || ['Choice', 'Succeed', 'Fail'].includes(String(state.Type));
    if (settled) return [name, state];
    const next = names[index + 1];
    return [name, next === undefined ? { ...state, End: true } : { ...state, Next: next }];
  });
  return { StartAt: names[0]!, States: Object.fromEntries(linked) };
}

/** A definition that came back, read: whether it is the text that was given is a claim of its own. */
export const asRead = (definition: unknown): unknown =>
  typeof definition === 'string' ? JSON.parse(definition) : definition;

/** Passes its input on. */
export const echo = () => chain({ Echo: { Type: 'Pass' } });

/** Stays open for `seconds`. */
export const waitFor = (seconds: number) => chain({ Hold: { Type: 'Wait', Seconds: seconds } });

/** Ends as FAILED with `error` and `cause`. */
export const failWith = (error: string, cause: string) =>
  chain({ Broken: { Type: 'Fail', Error: error, Cause: cause } });

/** One task. */
export const task = (resource: string, fields: State = {}) =>
  chain({ Work: { Type: 'Task', Resource: resource, ...fields } });
