import { setTimeout as pause } from 'node:timers/promises';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import type { Allowance } from './allowance.js';

/** What a property says of one thing that was drawn. */
export type Judged<Evidence> =
  | { readonly kind: 'holds' }
  /** It says nothing about this one. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'broken'; readonly failures: readonly Failure<Evidence>[] };

export interface Failure<Evidence> {
  /** What kind of failure it is, whatever the thing. */
  readonly fingerprint: string;
  readonly expected: string;
  readonly actual: string;
  /** The statement that says what should have come, where the property knows one. */
  readonly statement?: string;
  readonly evidence: Evidence;
}

/** A property as it is searched for failures. */
export interface Property<Drawn, Evidence> {
  draw(index: number): Drawn;
  judge(drawn: Drawn, index: number): Promise<Judged<Evidence>>;
  smaller(drawn: Drawn): Iterable<Drawn>;
  /** Whether a failure is one that a reference backs. Absent: all are. */
  isBacked?(failure: Failure<Evidence>): boolean;
  /** Whether only the first failure of each thing counts: what comes after it follows from it. */
  readonly firstOnly?: true;
}

/** A kind of failure, in the smallest form that was found. */
export interface Found<Drawn, Evidence> {
  readonly failure: Failure<Evidence>;
  readonly drawn: Drawn;
  /** The number of the draw, and the smaller ones that were taken since. */
  readonly path: string;
  readonly shrinks: number;
  /** How many of what was tried failed in this way, also on the way to the smallest form. */
  readonly failures: number;
  /** How often it failed again, where it was tried again. */
  readonly repeats?: Repeats;
  /** When a failure of this kind had come again: milliseconds since the epoch. */
  readonly provenAt?: number;
}

/** A failure of what was drawn, before it is made smaller. */
export function asDrawn<Drawn, Evidence>(
  failure: Failure<Evidence>,
  drawn: Drawn,
  index: number,
): Found<Drawn, Evidence> {
  return { failure, drawn, path: String(index), shrinks: 0, failures: 1 };
}

/** Tries of one and the same thing. */
export interface Repeats {
  readonly tries: number;
  readonly failed: number;
}

export interface Search<Drawn, Evidence> {
  /** How many were tried, and of how many the property says something. */
  readonly tried: number;
  readonly spoken: number;
  /** Where time is real, in the order in which it came again. */
  readonly found: readonly Found<Drawn, Evidence>[];
  /** What did not fail again when it was tried again. With one failure it shows nothing of the target. */
  readonly unrepeated: readonly Found<Drawn, Evidence>[];
  /** Why the search ended before it was done. */
  readonly obstacle: Obstacle | undefined;
}

/** What keeps a property from being judged: it can't be decided, or a request is not answered as any must be. */
type Obstacle = Inconclusive | Breach;

/** Told of each kind of failure when it is found, and whenever it has become smaller: so nothing is lost, however it all ends. */
export type Keep<Drawn, Evidence> = (found: Found<Drawn, Evidence>) => void;

/** Kinds of failures that are kept: what differs everywhere differs in a few ways. */
const MOST_KINDS = 8;
/** So many are drawn for each that the property says something about. */
const MOST_DRAWS = 60;
/** A failure is made smaller by so many trials at most. */
const MOST_TRIALS = 600;

/**
 * Tries what is drawn until the allowance is used up, and makes each kind of failure small. Where time is real, nothing is found
 * but what comes again. The first that counts is tried again as soon as it is seen, since the target may not live long enough for
 * it later; what came again is never thrown away: a target that stops answering ends the search, not the report.
 */
export async function search<Drawn, Evidence>(
  property: Property<Drawn, Evidence>,
  allowance: Allowance,
  keep: Keep<Drawn, Evidence> = () => undefined,
): Promise<Search<Drawn, Evidence>> {
  const { kinds, tried, spoken, met } = await lookFor(property, allowance, keep);
  let obstacle = met;
  const isVirtual = allowance.repeats === 0;
  const isCertain = ({ provenAt }: Found<Drawn, Evidence>): boolean => isVirtual || provenAt !== undefined;
  const found: Found<Drawn, Evidence>[] = [];
  const unrepeated: Found<Drawn, Evidence>[] = [];
  for (const kind of kinds) {
    if (obstacle !== undefined) {
      if (isCertain(kind)) found.push(kind);
      continue;
    }
    // One that failed again is enough, where time is short: the others are kept as they were found.
    const isEnough = found.some(({ failure }) => isBackedBy(property, failure));
    if (isEnough && performance.now() > allowance.confirmUntil) break;
    const { smallest, stopped } = await shrink(property, kind, allowance, keep);
    // What was made small by chance may not fail again, where what it was made from does.
    const candidates = smallest === kind ? [kind] : [smallest, kind];
    const repeated = stopped ?? (await firstRepeated(property, candidates, allowance));
    if (repeated === undefined) unrepeated.push(smallest);
    else if (isObstacle(repeated)) {
      obstacle = repeated;
      // Where time is real, what it was made smaller to was seen but once.
      const certain = isVirtual ? smallest : kind;
      if (isCertain(kind)) {
        found.push(certain);
        keep(certain);
      }
    } else {
      found.push(kind.provenAt === undefined ? repeated : { ...repeated, provenAt: kind.provenAt });
      keep(repeated);
    }
  }
  return { tried, spoken, found, unrepeated, obstacle };
}

/** The kinds of failures as they were drawn. The first that counts is tried again at once, where time is real. */
async function lookFor<Drawn, Evidence>(
  property: Property<Drawn, Evidence>,
  allowance: Allowance,
  keep: Keep<Drawn, Evidence>,
) {
  const kinds = new Map<string, Found<Drawn, Evidence>>();
  let tried = 0;
  let spoken = 0;
  let obstacle: Obstacle | undefined;
  let isProven = allowance.repeats === 0;
  const isWanted = () => spoken < allowance.runs && tried < allowance.runs * MOST_DRAWS && kinds.size < MOST_KINDS;
  while (isWanted() && obstacle === undefined && performance.now() < allowance.searchUntil) {
    const batch = Array.from({ length: allowance.atOnce }, (_, offset) => tried + offset);
    const drawn = batch.map((index) => property.draw(index));
    const judged = await Promise.all(batch.map((index, at) => attempt(() => property.judge(drawn[at]!, index))));
    tried += batch.length;
    const fresh: Found<Drawn, Evidence>[] = [];
    for (const [at, result] of judged.entries()) {
      if (isObstacle(result)) {
        obstacle ??= result;
        continue;
      }
      if (result.kind !== 'silent') spoken++;
      if (result.kind !== 'broken') continue;
      for (const failure of property.firstOnly ? result.failures.slice(0, 1) : result.failures) {
        const known = kinds.get(failure.fingerprint);
        if (known !== undefined) {
          kinds.set(failure.fingerprint, { ...known, failures: known.failures + 1 });
          continue;
        }
        const kind = asDrawn(failure, drawn[at]!, batch[at]!);
        kinds.set(failure.fingerprint, kind);
        fresh.push(kind);
        keep(kind);
      }
    }
    for (const { failure } of fresh) {
      if (isProven || performance.now() > allowance.confirmUntil) break;
      const proven = await firstRepeated(property, [kinds.get(failure.fingerprint)!], allowance);
      if (proven === undefined) continue;
      if (isObstacle(proven)) {
        obstacle ??= proven;
        continue;
      }
      kinds.set(failure.fingerprint, proven);
      keep(proven);
      isProven = isBackedBy(property, failure);
      if (isProven) await pause(allowance.restMs);
    }
  }
  // What is certain comes first, however little time is left.
  const last = ({ provenAt }: Found<Drawn, Evidence>) => Number(provenAt === undefined);
  return { kinds: [...kinds.values()].sort((one, other) => last(one) - last(other)), tried, spoken, met: obstacle };
}

function isBackedBy<Drawn, Evidence>(property: Property<Drawn, Evidence>, failure: Failure<Evidence>): boolean {
  return property.isBacked?.(failure) ?? true;
}

/**
 * The first that fails again in the same way when it is tried a few times more; the first of all where nothing need be.
 * @returns the obstacle where none does, and one of the tries met with it: that it does not fail again was not seen then
 */
async function firstRepeated<Drawn, Evidence>(
  property: Property<Drawn, Evidence>,
  candidates: readonly Found<Drawn, Evidence>[],
  { repeats: tries, atOnce }: Pick<Allowance, 'repeats' | 'atOnce'>,
): Promise<Found<Drawn, Evidence> | Obstacle | undefined> {
  let obstacle: Obstacle | undefined;
  if (tries === 0) return candidates[0];
  for (const candidate of candidates) {
    const { drawn, path, failure, repeats } = candidate;
    if (repeats !== undefined) return candidate;
    const failsAgain = async (): Promise<boolean> => {
      const judged = await attempt(() => property.judge(drawn, Number.parseInt(path, 10)));
      if (isObstacle(judged)) {
        obstacle ??= judged;
        return false;
      }
      return judged.kind === 'broken' && judged.failures.some(({ fingerprint }) => fingerprint === failure.fingerprint);
    };
    const outcomes: boolean[] = [];
    while (outcomes.length < tries) {
      const some = Math.min(atOnce, tries - outcomes.length);
      outcomes.push(...(await Promise.all(Array.from({ length: some }, failsAgain))));
    }
    const failed = outcomes.filter(Boolean).length;
    if (failed > 0) return { ...candidate, repeats: { tries, failed }, provenAt: Date.now() };
  }
  return obstacle;
}

/** What a property says, or what keeps it from that. */
async function attempt<Evidence>(judge: () => Promise<Judged<Evidence>>): Promise<Judged<Evidence> | Obstacle> {
  try {
    return await judge();
  } catch (error) {
    if (isObstacle(error)) return error;
    throw error;
  }
}

function isObstacle(value: unknown): value is Obstacle {
  return value instanceof Inconclusive || value instanceof Breach;
}

/** Makes a failure smaller, while it stays of its kind. */
export async function shrink<Drawn, Evidence>(
  property: Property<Drawn, Evidence>,
  start: Found<Drawn, Evidence>,
  { atOnce, shrinkUntil }: Pick<Allowance, 'atOnce' | 'shrinkUntil'>,
  keep: Keep<Drawn, Evidence> = () => undefined,
): Promise<{ smallest: Found<Drawn, Evidence>; stopped: Obstacle | undefined }> {
  const index = Number.parseInt(start.path, 10);
  let smallest = start;
  let trials = 0;
  for (;;) {
    const next = await firstSmaller();
    if (next === undefined) return { smallest, stopped: undefined };
    if (isObstacle(next)) return { smallest, stopped: next };
    smallest = next;
    keep(smallest);
  }

  /** The first smaller one that fails in the same way; several are tried at once. */
  async function firstSmaller(): Promise<Found<Drawn, Evidence> | Obstacle | undefined> {
    const candidates = property.smaller(smallest.drawn)[Symbol.iterator]();
    for (let position = 0; ; ) {
      const batch: Drawn[] = [];
      while (batch.length < atOnce) {
        const candidate = candidates.next();
        if (candidate.done) break;
        batch.push(candidate.value);
      }
      if (batch.length === 0 || trials >= MOST_TRIALS || performance.now() > shrinkUntil) return undefined;
      trials += batch.length;
      const judged = await Promise.all(batch.map((drawn) => attempt(() => property.judge(drawn, index))));
      for (const [at, result] of judged.entries()) {
        if (isObstacle(result)) return result;
        if (result.kind !== 'broken') continue;
        const failure = result.failures.find(({ fingerprint }) => fingerprint === smallest.failure.fingerprint);
        if (failure === undefined) continue;
        return {
          failure,
          drawn: batch[at]!,
          path: `${smallest.path}:${position + at}`,
          shrinks: smallest.shrinks + 1,
          failures: smallest.failures + 1,
        };
      }
      position += batch.length;
    }
  }
}
