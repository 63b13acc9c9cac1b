import type { Json, JsonObject } from '../../asl/doc.js';
import { TaskError } from './integration.js';

/** What a mocked attempt does. */
export type MockedResponse =
  | { readonly kind: 'return'; readonly value: Json }
  | { readonly kind: 'throw'; readonly error: TaskError };

/** A mock file that can't be used. The message says where and why. */
export class MockFileError extends Error {
  override readonly name = 'MockFileError';
}

/**
 * A mock file of Step Functions Local: test cases by machine, which name a response for a state; responses by name, which say
 * what each attempt returns or throws. An execution chooses its test case by `#<case>` behind the machine's ARN.
 */
export class Mocks {
  private constructor(
    /** Machine, test case, state: the name of a response. */
    private readonly cases: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>,
    private readonly responses: ReadonlyMap<string, readonly (MockedResponse | undefined)[]>,
  ) {}

  static readonly none = new Mocks(new Map(), new Map());

  /**
   * Reads the file's text: `{StateMachines: {<machine>: {TestCases: {<case>: {<state>: <response>}}}}, MockedResponses:
   * {<response>: {"0": {Return: ...} | {Throw: {Error, Cause}}, "1-2": ...}}}`.
   * @throws MockFileError
   */
  static parse(text: string): Mocks {
    let file: Json;
    try {
      file = JSON.parse(text) as Json;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new MockFileError(`it is not JSON: ${why.replaceAll(/\s+/g, ' ')}.`);
    }
    const root = objectAt(file, 'a mock file');
    const unknown = Object.keys(root).find((name) => name !== 'StateMachines' && name !== 'MockedResponses');
    if (unknown !== undefined) {
      throw new MockFileError(`it has "${unknown}", and a mock file has StateMachines and MockedResponses only.`);
    }
    const responses = new Map(
      entriesAt(root.MockedResponses, 'MockedResponses').map(([name, attempts]) => [
        name,
        attemptsOf(attempts, `MockedResponses.${name}`),
      ]),
    );
    if (root.StateMachines === undefined) throw new MockFileError('it has no StateMachines, so it mocks nothing.');
    const cases = new Map(
      entriesAt(root.StateMachines, 'StateMachines').map(([machine, body]) => {
        const at = `StateMachines.${machine}`;
        const { TestCases } = objectAt(body, at);
        if (TestCases === undefined) throw new MockFileError(`${at}: it has no TestCases.`);
        const testCases = entriesAt(TestCases, `${at}.TestCases`).map(
          ([name, states]) => [name, statesOf(states, `${at}.TestCases.${name}`, responses)] as const,
        );
        return [machine, new Map(testCases)] as const;
      }),
    );
    return new Mocks(cases, responses);
  }

  hasCase(machine: string, testCase: string): boolean {
    return this.cases.get(machine)?.has(testCase) ?? false;
  }

  /** @param attempt how often the execution called the state before. `undefined`: the state is not mocked */
  responseTo(machine: string, testCase: string, state: string, attempt: number): MockedResponse | undefined {
    const name = this.cases.get(machine)?.get(testCase)?.get(state);
    if (name === undefined) return undefined;
    const response = this.responses.get(name)?.[attempt];
    if (response !== undefined) return response;
    const cause = `The mock file's response ${name} says nothing of attempt ${attempt}.`;
    return { kind: 'throw', error: new TaskError('States.TaskFailed', cause) };
  }
}

function statesOf(value: Json, at: string, responses: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const [state, response] of Object.entries(objectAt(value, at))) {
    if (typeof response !== 'string') throw new MockFileError(`${at}.${state}: expected the name of a response.`);
    if (!responses.has(response)) throw new MockFileError(`${at}.${state}: MockedResponses has no ${response}.`);
    states.set(state, response);
  }
  return states;
}

function attemptsOf(value: Json, at: string): readonly (MockedResponse | undefined)[] {
  const attempts: (MockedResponse | undefined)[] = [];
  for (const [range, response] of Object.entries(objectAt(value, at))) {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(range) ?? [];
    if (first === undefined)
      throw new MockFileError(`${at}: "${range}" is neither an attempt nor a range of attempts ("0", "1-2").`);
    if (Number(last) < Number(first)) throw new MockFileError(`${at}: the range "${range}" ends before it begins.`);
    for (let attempt = Number(first); attempt <= Number(last); attempt++) {
      if (attempts[attempt] !== undefined)
        throw new MockFileError(`${at}: "${range}" speaks of attempt ${attempt} again.`);
      attempts[attempt] = responseOf(response, `${at}.${range}`);
    }
  }
  return attempts;
}

function responseOf(value: Json, at: string): MockedResponse {
  const { Return: returned, Throw: thrown } = objectAt(value, at);
  if ((returned === undefined) === (thrown === undefined)) {
    throw new MockFileError(`${at}: expected one of Return and Throw.`);
  }
  if (returned !== undefined) return { kind: 'return', value: returned };
  const { Error: error, Cause: cause = '' } = objectAt(thrown ?? null, `${at}.Throw`);
  if (typeof error !== 'string' || typeof cause !== 'string')
    throw new MockFileError(`${at}.Throw: expected Error, and Cause if there is one, as texts.`);
  return { kind: 'throw', error: new TaskError(error, cause) };
}

function objectAt(value: Json, at: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MockFileError(`${at}: expected a JSON object.`);
  return value;
}

function entriesAt(value: Json | undefined, at: string): [string, Json][] {
  return value === undefined ? [] : Object.entries(objectAt(value, at));
}
