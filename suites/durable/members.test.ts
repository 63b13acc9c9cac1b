import { DURABLE_EDITION } from '../../harness/durable/operations.js';
import { type CaseContext, describe, expect, functionRequest, test, type Update } from '../../harness/index.js';
import { loadSpec } from '../../specs/load.js';
import { type Making, type Trial, trialsOf, UNREADABLE } from './trials.js';
import { callback, chained, context, retry, step, wait } from './updates.js';

/** The constraints of what requests are made of: the updates of a checkpoint, and a function's durable configuration. */

/** An update that must be accepted, and where in it a member goes. */
interface Place {
  readonly update: Update;
  readonly put: (update: Update, member: string, value: unknown) => Update;
  readonly makings: Readonly<Record<string, Making>>;
  readonly only?: readonly string[];
}

const own = (update: Update, member: string, value: unknown): Update => ({ ...update, [member]: value });
const inside =
  (name: string) =>
  (update: Update, member: string, value: unknown): Update => ({
    ...update,
    [name]: { ...(update[name] as object | undefined), [member]: value },
  });

const places: Readonly<Record<string, Place>> = {
  OperationUpdate: {
    update: step('s', 'START'),
    put: own,
    makings: {
      Id: { misfits: { 'with a dot in it': 'a.b' } },
      Name: { misfits: { 'with a character that is not ASCII': 'näme' } },
      ParentId: { misfits: { 'with a dot in it': 'a.b' }, edges: false },
      SubType: { misfits: { 'with a blank in it': 'Sub Type' } },
      // Other options than the type's own are looked at before their form is, or after.
    },
    only: ['Id', 'Name', 'ParentId', 'SubType', 'Type', 'Action', 'Error', 'StepOptions'],
  },
  WaitOptions: { update: wait('w', 5), put: inside('WaitOptions'), makings: {} },
  StepOptions: { update: retry('s', 5), put: inside('StepOptions'), makings: {} },
  CallbackOptions: { update: callback('c', {}), put: inside('CallbackOptions'), makings: {} },
  ContextOptions: { update: context('x', 'START'), put: inside('ContextOptions'), makings: {} },
  ChainedInvokeOptions: {
    update: chained('i', 'nobody:1'),
    put: inside('ChainedInvokeOptions'),
    makings: { FunctionName: { edges: false, misfits: { 'with a blank in it': 'a b' } }, TenantId: { edges: false } },
  },
};

async function tryUpdate(place: Place, trial: Trial, { durable }: CaseContext): Promise<void> {
  const { invocation, arn } = await durable.begin();
  for (const broken of trial.broken) {
    const refused = await invocation.checkpoint([place.put(place.update, trial.member, broken)]);
    expect(refused).toFailWith([...trial.errors, 'InvalidParameterValueException']);
  }
  expect(await durable.eventTypes(arn), 'a refused checkpoint leaves no event').toEqual(['ExecutionStarted']);
  const twin = trial.kept === undefined ? place.update : place.put(place.update, trial.member, trial.kept.value);
  expect(await invocation.checkpoint([twin])).toSucceed();
}

for (const [name, place] of Object.entries(places)) {
  const { members } = loadSpec('durable', DURABLE_EDITION).dataTypes[name]!;
  describe(name, () => {
    for (const [member, shape] of Object.entries(members)) {
      if (place.only !== undefined && !place.only.includes(member)) continue;
      for (const trial of trialsOf(name, member, shape, place.makings[member] ?? {})) {
        test(`${member} ${trial.title}`, { cites: [trial.statement], requires: ['durable'] }, (given) =>
          tryUpdate(place, trial, given),
        );
      }
    }
  });
}

describe('ErrorObject', () => {
  const wrong = { ErrorType: 7, ErrorMessage: { not: 'a text' }, ErrorData: [], StackTrace: 'not a list' };
  for (const [member, value] of Object.entries(wrong)) {
    test(`${member} has its type`, { cites: [`durable:ErrorObject/${member}/type`], requires: ['durable'] }, async ({
      durable,
    }) => {
      const { invocation } = await durable.begin();
      expect(await invocation.checkpoint([step('s', 'FAIL', { Error: { [member]: value } })])).toFailWith(UNREADABLE);
      const right = { [member]: member === 'StackTrace' ? ['a'] : 'a' };
      expect(await invocation.checkpoint([step('s', 'FAIL', { Error: right })])).toSucceed();
    });
  }
});

describe('DurableConfig', () => {
  const { members } = loadSpec('durable', DURABLE_EDITION).dataTypes.DurableConfig!;
  for (const member of ['ExecutionTimeout', 'RetentionPeriodInDays']) {
    for (const trial of trialsOf('DurableConfig', member, members[member]!, {})) {
      test(`${member} ${trial.title}`, { cites: [trial.statement], requires: ['durable'] }, async ({
        functions,
        lambda,
        target,
      }) => {
        const name = await functions.freshName();
        functions.forget(name);
        const configured = (value: unknown) =>
          functionRequest(name, target.accountId, { durableConfig: { ExecutionTimeout: 60, [member]: value } });
        for (const broken of trial.broken) {
          expect(await lambda.call('CreateFunction', configured(broken))).toFailWith(trial.errors);
        }
        expect(await lambda.call('CreateFunction', configured(trial.kept?.value ?? 5))).toSucceed();
      });
    }
  }
});
