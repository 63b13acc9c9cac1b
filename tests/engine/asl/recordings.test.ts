import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compileAssign,
  compileChoice,
  compileJsonata,
  compilePath,
  compileReference,
  compileTemplate,
  Doc,
  type Json,
  type JsonObject,
  StatesError,
} from '../../../engine/asl/index.js';
import { packageRoot } from '../../../specs/package-root.js';
import { scopeOf } from './scope.js';

/** Recordings of real AWS, which are not part of the project: skipped without them. */
const folder = join(packageRoot, '..', 'shared', 'aws-recordings', 'open');

interface Recording {
  id: string;
  requests: { i: number; call?: string; params?: Record<string, string> }[];
  bindings: { key: string; from: { step?: number; list?: { object?: { output?: { step?: number } } }[] } }[];
  recorded: Record<string, { events?: JsonObject[]; input?: Json; output?: Json }[] & { events?: JsonObject[] }>;
}

/** What one execution showed: its definition, its input, and its history or its output alone. */
interface Run {
  definition: JsonObject;
  input: Json;
  events?: JsonObject[];
  output?: Json;
}

function parsed(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function runOf({ requests }: Recording, step: number): Run | undefined {
  const started = /^\{\{s(\d+)\./.exec(requests[step]?.params?.executionArn ?? '');
  const start = started === null ? undefined : requests[Number(started[1])]?.params;
  const created = /^\{\{s(\d+)\./.exec(start?.stateMachineArn ?? '');
  const definition = created === null ? undefined : requests[Number(created[1])]?.params?.definition;
  if (definition === undefined || start?.input === undefined) return undefined;
  return { definition: parsed(definition) as JsonObject, input: parsed(start.input) };
}

function runsOf(recording: Recording): Run[] {
  const runs: Run[] = [];
  for (const { key, from } of recording.bindings) {
    const recorded = recording.recorded[key];
    if (from.step !== undefined && recorded?.events !== undefined) {
      const run = runOf(recording, from.step);
      if (run !== undefined) runs.push({ ...run, events: recorded.events });
    }
    from.list?.forEach(({ object }, index) => {
      const run = object?.output?.step === undefined ? undefined : runOf(recording, object.output.step);
      const output = recorded?.[index]?.output;
      if (run !== undefined && output !== undefined) runs.push({ ...run, output });
    });
  }
  return runs;
}

function stateNamed(machine: JsonObject, name: string): JsonObject | undefined {
  for (const [key, state] of Object.entries((machine.States ?? {}) as JsonObject)) {
    if (key === name) return state as JsonObject;
    const { ItemProcessor, Iterator, Branches } = state as JsonObject;
    for (const inner of [ItemProcessor, Iterator, ...((Branches as Json[] | undefined) ?? [])]) {
      const found = inner === undefined ? undefined : stateNamed(inner as JsonObject, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const isJsonata = (state: JsonObject, machine: JsonObject): boolean =>
  (state.QueryLanguage ?? machine.QueryLanguage) === 'JSONata';

/** Context objects, chance and items are not in the recording. */
const isJudged = (state: JsonObject): boolean => !/\$\$|states\.context|UUID|Random/.test(JSON.stringify(state));

interface Outcome {
  output: Json;
  assigned: ReadonlyMap<string, Json>;
}

function pass(state: JsonObject, machine: JsonObject, input: Json, variables: Record<string, Json>): Outcome {
  const scope = { ...scopeOf(input, variables) };
  if (isJsonata(state, machine)) {
    const output = state.Output === undefined ? input : compileJsonata(state.Output, { field: 'Output' }).value(scope);
    const assign = compileAssign((state.Assign ?? {}) as JsonObject, { queryLanguage: 'JSONata' });
    return { output, assigned: assign.evaluate(scope) };
  }
  const at = (path: Json | undefined, value: Json): Json => {
    if (path === null) return {};
    return compilePath((path ?? '$') as string).value({ ...scope, input: Doc.of(value) });
  };
  const effective = at(state.InputPath, input);
  const template = state.Parameters === undefined ? undefined : compileTemplate(state.Parameters);
  const shaped = state.Result ?? template?.value({ ...scope, input: Doc.of(effective) }) ?? effective;
  const assigned = compileAssign((state.Assign ?? {}) as JsonObject).evaluate({ ...scope, input: Doc.of(shaped) });
  const written = compileReference((state.ResultPath === undefined ? '$' : state.ResultPath) as string | null);
  return { output: at(state.OutputPath, written.write(Doc.of(input), Doc.of(shaped)).value), assigned };
}

function chosen(state: JsonObject, machine: JsonObject, input: Json, variables: Record<string, Json>): Json {
  const queryLanguage = isJsonata(state, machine) ? 'JSONata' : 'JSONPath';
  const rule = (state.Choices as JsonObject[]).find((one) =>
    compileChoice(one, { queryLanguage }).matches(scopeOf(input, variables)),
  );
  return (rule ?? { Next: state.Default! }).Next!;
}

/** Judges what expressions can be judged by a history: returns how many. */
function judge({ definition, events = [] }: Run): number {
  const variables: Record<string, Json> = {};
  let judged = 0;
  for (const [index, event] of events.entries()) {
    const entered = event.stateEnteredEventDetails as JsonObject | undefined;
    const assigned = (event.stateExitedEventDetails as JsonObject | undefined)?.assignedVariables as JsonObject;
    for (const [name, value] of Object.entries(assigned ?? {})) variables[name] = parsed(value);
    const next = events[index + 1];
    const state = entered === undefined ? undefined : stateNamed(definition, entered.name as string);
    if (entered === undefined || state === undefined || next === undefined || !isJudged(state)) continue;
    const input = parsed(entered.input);
    if (event.type === 'PassStateEntered') {
      const failure = (next.executionFailedEventDetails ?? next.evaluationFailedEventDetails) as JsonObject | undefined;
      if (failure !== undefined) {
        const said = (failure.cause as string).replace(/^.*?\(entered at the event id #\d+\)\. /, '');
        const { cause, error } = thrownBy(() => pass(state, definition, input, variables));
        expect(said.replace(/'<json-input:\d+>'/, `'${JSON.stringify(input)}'`)).toBe(cause);
        expect(failure.error).toBe(error);
      } else if (next.type === 'PassStateExited') {
        const details = next.stateExitedEventDetails as JsonObject;
        const found = pass(state, definition, input, variables);
        expect(parsed(JSON.stringify(found.output))).toEqual(parsed(details.output));
        if (!/date/.test(JSON.stringify(details.assignedVariables ?? '')))
          for (const [name, value] of Object.entries((details.assignedVariables ?? {}) as JsonObject))
            expect(found.assigned.get(name)).toEqual(parsed(value));
      } else continue;
      judged++;
    } else if (event.type === 'ChoiceStateEntered' && next.type === 'ChoiceStateExited') {
      const after = events[index + 2]?.stateEnteredEventDetails as JsonObject | undefined;
      expect(chosen(state, definition, input, variables)).toBe(after?.name);
      judged++;
    }
  }
  return judged;
}

/** For runs of which only the output is known: a Choice with a Pass state for each outcome. */
function judgeOutput({ definition, input, output }: Run): number {
  const first = stateNamed(definition, definition.StartAt as string)!;
  if (first.Type !== 'Choice' || output === undefined) return 0;
  const reached = stateNamed(definition, chosen(first, definition, input, {}) as string)!;
  expect(pass(reached, definition, input, {}).output).toEqual(Array.isArray(output) ? parsed(output[0]) : output);
  return 1;
}

function thrownBy(run: () => unknown): { error: string; cause: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof StatesError) return error;
    throw error;
  }
  return { error: '', cause: 'nothing was thrown' };
}

describe.skipIf(!existsSync(folder))('recordings of AWS (skipped without ../shared/aws-recordings)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  let judged = 0;

  test.each(files)('%s', (file) => {
    const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cases: Recording[] };
    for (const recording of cases) {
      for (const run of runsOf(recording)) {
        // The events of branches are mixed.
        if (!JSON.stringify(run.definition).includes('"Branches"'))
          judged += run.events === undefined ? judgeOutput(run) : judge(run);
      }
    }
  });

  test('they were many', () => {
    expect(judged).toBeGreaterThan(400);
  });
});
