import type { Draws } from '../draws.js';
import type { JsonObject } from '../json.js';
import type { Machine } from '../machine.js';
import { all, compareDue, compareResult, compareResults } from './compare.js';
import { changed, edgesOf, frameOf, freshName, languageOf, mentions } from './places.js';
import { type Conditions, holds, type Relation, type RelationVerdict, silent, type Trial } from './relation.js';

/** The machine with a state on one of its ways. */
function withStateBetween(machine: Machine, draws: Draws, state: JsonObject): Machine {
  return changed(machine, (definition) => {
    const edge = draws.of(edgesOf(definition));
    const name = freshName(definition, 'Between');
    edge.level.machine.States[name] = { ...state, Next: edge.target };
    edge.lead(name);
  });
}

/** A Pass state that says nothing, anywhere, changes nothing. */
export const identityPass: Relation = {
  id: 'laws:identity-pass',
  *trial(machine, draws, conditions): Trial {
    const [base, variant] = yield [machine, withStateBetween(machine, draws, { Type: 'Pass' })];
    return compareResults(base!, variant!, conditions);
  },
};

/** A Pass state that throws its result away, anywhere, changes nothing. */
export const discardingPass: Relation = {
  id: 'laws:discarding-pass',
  *trial(machine, draws, conditions): Trial {
    if (languageOf(machine.definition) === 'JSONata') return silent;
    const pass = { Type: 'Pass', Result: { thrown: 'away' }, ResultPath: null };
    const [base, variant] = yield [machine, withStateBetween(machine, draws, pass)];
    return compareResults(base!, variant!, conditions);
  },
};

/** Whether something in the machine looks at what time it is. */
function looksAtTheTime({ definition }: Machine): boolean {
  return definition.TimeoutSeconds !== undefined || mentions(definition, '"Timestamp"', '"TimestampPath"');
}

/** A machine that begins with another state. */
export function startingWith(machine: Machine, state: JsonObject): Machine {
  return changed(machine, (definition) => {
    const name = freshName(definition, 'First');
    (definition.States as JsonObject)[name] = { ...state, Next: definition.StartAt! };
    definition.StartAt = name;
  });
}

/** A run can't be over before its Wait is. */
function notBefore(elapsedMs: number, dueMs: number, conditions: Conditions): RelationVerdict {
  return elapsedMs >= dueMs ? holds : compareDue(elapsedMs, dueMs, 'elapsed', conditions);
}

/** A Wait in front gives the same, so much later. */
export const prependedWait: Relation = {
  id: 'laws:prepended-wait',
  *trial(machine, draws, conditions): Trial {
    if (looksAtTheTime(machine)) return silent;
    const seconds = draws.between(1, 2);
    const [base, variant] = yield [machine, startingWith(machine, { Type: 'Wait', Seconds: seconds })];
    const { status, output, error, elapsedMs } = base!;
    return all(
      () => compareResult(variant!, { status, output, error, elapsedMs: elapsedMs + seconds * 1000 }, conditions),
      () => (variant!.status === 'SUCCEEDED' ? notBefore(variant!.elapsedMs, seconds * 1000, conditions) : holds),
    );
  },
};

/** SecondsPath to n is Seconds n. */
export const secondsPath: Relation = {
  id: 'laws:seconds-path',
  *trial(machine, draws, conditions): Trial {
    if (languageOf(machine.definition) === 'JSONata') return silent;
    const seconds = draws.below(3);
    const around = (state: JsonObject): Machine => ({
      ...machine,
      definition: { ...frameOf(machine.definition), StartAt: 'Hold', States: { Hold: { ...state, End: true } } },
      input: { seconds, input: machine.input },
      tasks: {},
    });
    const [literal, path] = yield [
      around({ Type: 'Wait', Seconds: seconds, OutputPath: '$.input' }),
      around({ Type: 'Wait', SecondsPath: '$.seconds', OutputPath: '$.input' }),
    ];
    return compareResults(literal!, path!, conditions);
  },
};
