/** The version of the format. Readers refuse any other. */
export const COUNTEREXAMPLE_VERSION = 1;

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonMembers;
export interface JsonMembers {
  [member: string]: JsonValue;
}

/** What a task does in one attempt, as generated machines have it: see `Outcome` in `arbitraries/recipe.ts`. */
export interface ScriptStep {
  readonly outcome: 'ok' | 'error' | 'timeout' | 'gap' | 'late' | 'beats';
  readonly [member: string]: unknown;
}

/** A machine with all that a run of it needs. Tasks go by the ARNs that the definition names them by. */
export interface RecordedMachine {
  readonly edition: string;
  readonly definition: JsonMembers;
  readonly input: JsonValue;
  readonly tasks: Readonly<Record<string, readonly ScriptStep[]>>;
}

/** What became of a run. */
export interface RecordedResult {
  readonly status: string;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  readonly elapsedMs: number;
  readonly history: readonly JsonMembers[];
}

/** A run that shows the failure, and what it should have been, where a reference says so. */
export interface RecordedRun {
  readonly machine: RecordedMachine;
  readonly actual: RecordedResult;
  readonly expected?: RecordedResult;
}

/** What was found: how it is checked, so that it can be checked again. */
export type Finding =
  /** A machine whose history is another than the reference engine's. */
  | { readonly kind: 'difference'; readonly runs: readonly RecordedRun[] }
  /** A machine whose history breaks a law of histories. */
  | { readonly kind: 'invariant'; readonly invariant: string; readonly runs: readonly RecordedRun[] }
  /** Machines that a relation connects. `machine` and `draws` are what the relation is tried with again. */
  | {
      readonly kind: 'relation';
      readonly relation: string;
      readonly machine: RecordedMachine & { readonly recipe?: JsonMembers };
      readonly draws: readonly [number, number];
      readonly runs: readonly RecordedRun[];
    }
  /** Calls of which one is answered otherwise than the ones before it say. */
  | { readonly kind: 'calls'; readonly plan: readonly JsonMembers[]; readonly step: number }
  /** What happened to one durable execution, until something went another way. `done` is the same in words. */
  | {
      readonly kind: 'durable';
      readonly recipes: readonly JsonMembers[];
      readonly timeoutSeconds: number;
      readonly done: readonly string[];
    }
  /** A definition that is refused although it keeps all rules, or accepted although it breaks one. */
  | {
      readonly kind: 'definition';
      readonly definition: string;
      readonly accepted: string;
      readonly rule: string;
      readonly type?: 'EXPRESS';
    };

/** A failure made small: everything that repeats it, on any target, without the generator. */
export interface Counterexample {
  readonly counterexampleVersion: typeof COUNTEREXAMPLE_VERSION;
  /** The law that was tested: the id of its statement. */
  readonly law: string;
  /** The statement that is broken: the law's, or one that says more exactly what is wrong. */
  readonly statement: string;
  /** Whether that statement counts for the score, or is only our reading. */
  readonly evidence: string;
  readonly edition: string;
  readonly target: string;
  /** What kind of failure it is, whatever the machine. It stayed the same while this was made small. */
  readonly fingerprint: string;
  /** What was drawn: the run's seed, the number of the draw, and which of the smaller ones was taken each time. */
  readonly seed: number;
  readonly path: string;
  readonly shrinks: number;
  /** How often it failed in the same way when it was tried again, where time is real. */
  readonly repeats?: { readonly tries: number; readonly failed: number };
  readonly expected: string;
  readonly actual: string;
  readonly finding: Finding;
  /** Scripts that show it again. Absent where there is none for this kind. */
  readonly curl?: string;
  readonly sdk?: string;
  /** A case for `suites/asl/cases`, as YAML. Absent where one can't be written. */
  readonly yaml?: string;
}

const NOTE = 'counterexample ';

/** How a counterexample travels in the record of its case. */
export function counterexampleNote(counterexample: Counterexample): string {
  return `${NOTE}${JSON.stringify(counterexample)}`;
}

/** The counterexamples among the notes of a case, and the other notes. */
export function splitNotes(notes: readonly string[]): {
  readonly counterexamples: readonly Counterexample[];
  readonly others: readonly string[];
} {
  const counterexamples: Counterexample[] = [];
  const others: string[] = [];
  for (const note of notes) {
    if (note.startsWith(NOTE)) counterexamples.push(JSON.parse(note.slice(NOTE.length)) as Counterexample);
    else others.push(note);
  }
  return { counterexamples, others };
}
