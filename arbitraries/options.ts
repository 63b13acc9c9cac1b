import { type Edition, type QueryLanguage, type StepKind, type TaskKind, taskKinds } from './recipe.js';

/** What generated machines may hold. Everything has a default: all that the edition has. */
export interface MachineOptions {
  /** Default `current`. With `2017-03-30` there are seven types of states, and nothing that came later. */
  readonly edition?: Edition;
  /** Default both. */
  readonly languages?: readonly QueryLanguage[];
  /** The kinds of steps. Default all. */
  readonly steps?: readonly StepKind[];
  /** What carries tasks. Default activities and functions. Empty: no tasks. */
  readonly tasks?: readonly TaskKind[];
  /** Variables. Default true. */
  readonly variables?: boolean;
  /** Intrinsic functions and paths into the context object. Default true. */
  readonly functions?: boolean;
  /** Distributed Map states. Default false. */
  readonly distributed?: boolean;
  /** Whether tasks, Fail states and paths that lead nowhere may fail. Default true. */
  readonly failures?: boolean;
  /**
   * Whether branches and iterations may fail beside others. How far those others come is anybody's guess, so histories of two
   * targets can't be compared then. Default true.
   */
  readonly races?: boolean;
  /** Random numbers, ids and jitter, which two targets draw differently. Default true. */
  readonly chance?: boolean;
  /** The longest that one Wait, one interval or one time limit is, in seconds. Default 5. */
  readonly longest?: number;
  /**
   * Seconds between what a task does and the limit that would end it, at least. On a real clock a worker's calls take their time,
   * and a limit that they miss says nothing of the target. Default 0.
   */
  readonly margin?: number;
  /** About how many states at most. Default 12. */
  readonly size?: number;
  /** Only what both query languages can say, and say alike. Default false. */
  readonly twins?: boolean;
}

export type Profile = Required<MachineOptions>;

const steps2017: readonly StepKind[] = ['pass', 'task', 'wait', 'choice', 'parallel', 'succeed', 'fail'];
const steps: readonly StepKind[] = [...steps2017, 'map', 'repeat'];

/** All options, the defaults put in, and what the edition lacks taken out. */
export function profileOf(options: MachineOptions = {}): Profile {
  const edition = options.edition ?? 'current';
  const modern = edition === 'current';
  const allowed = modern ? steps : steps2017;
  const tasks = (options.tasks ?? ['activity', 'lambda']).filter((kind) => modern || taskKinds.indexOf(kind) < 2);
  const variables = modern && options.variables !== false;
  return {
    edition,
    languages: modern ? (options.languages ?? ['JSONPath', 'JSONata']) : ['JSONPath'],
    steps: allowed.filter(
      (step) =>
        (options.steps === undefined || options.steps.includes(step)) &&
        (step !== 'task' || tasks.length > 0) &&
        (step !== 'repeat' || variables),
    ),
    tasks,
    variables,
    functions: modern && options.functions !== false,
    distributed: modern && options.distributed === true,
    failures: options.failures !== false,
    races: options.races !== false,
    chance: options.chance !== false,
    longest: options.longest ?? 5,
    margin: options.margin ?? 0,
    size: options.size ?? 12,
    twins: options.twins === true,
  };
}
