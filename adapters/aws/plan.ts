/** What a case costs, measured on the reference engine. */
export interface CaseCost {
  /** Calls of each operation, those of its clean-up with them. */
  readonly calls: Readonly<Record<string, number>>;
  /** State transitions of its standard executions. */
  readonly transitions: number;
  /** Executions of express machines, which are billed by their number and time. */
  readonly expressExecutions: number;
  /** How long its executions take on a real clock, milliseconds. */
  readonly realMs: number;
  /** Names of what it makes that do not begin as they should: a clean-up would not know them. */
  readonly foreignNames: readonly string[];
}

export interface Limits {
  /** The longest that a case may take on a real clock, milliseconds. */
  readonly caseMs: number;
  readonly transitions: number;
}

/** What a run will do, before it does it. */
export interface BilledPlan {
  readonly cases: number;
  /** Case ids, and why they are not run. */
  readonly leaveOut: Readonly<Record<string, string>>;
  /** Calls of each operation, the most first. */
  readonly calls: readonly (readonly [string, number])[];
  readonly transitions: number;
  readonly expressExecutions: number;
  /** The sum of what its executions take, milliseconds: cases run side by side. */
  readonly realMs: number;
}

/** Dollars a state transition of a standard execution: the price of us-east-1. */
export const DOLLARS_A_TRANSITION = 0.025 / 1_000;
/** The most state transitions that one case may cost. */
export const MOST_TRANSITIONS = 1_000;

/** Adds up what the cases cost, without those that cost too much. Pure. */
export function planOf(costs: ReadonlyMap<string, CaseCost>, limits: Limits): BilledPlan {
  const leaveOut: Record<string, string> = {};
  const calls = new Map<string, number>();
  const sums = { cases: 0, transitions: 0, expressExecutions: 0, realMs: 0 };
  for (const [id, cost] of costs) {
    const reason = tooMuch(cost, limits);
    if (reason !== undefined) {
      leaveOut[id] = reason;
      continue;
    }
    sums.cases++;
    sums.transitions += cost.transitions;
    sums.expressExecutions += cost.expressExecutions;
    sums.realMs += cost.realMs;
    for (const [operation, count] of Object.entries(cost.calls)) {
      calls.set(operation, (calls.get(operation) ?? 0) + count);
    }
  }
  return { ...sums, leaveOut, calls: [...calls].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)) };
}

function tooMuch({ realMs, transitions, foreignNames }: CaseCost, limits: Limits): string | undefined {
  if (realMs > limits.caseMs) {
    return `Its executions take ${Math.round(realMs / 1_000)} s on a real clock, and --timeout allows ${Math.round(limits.caseMs / 1_000)} s.`;
  }
  if (transitions > limits.transitions) {
    return `It costs ${transitions} state transitions, and a case may cost ${limits.transitions}.`;
  }
  const [name] = foreignNames;
  return name === undefined
    ? undefined
    : `It makes something named "${name.slice(0, 40)}", which a clean-up could not tell from what is yours.`;
}
