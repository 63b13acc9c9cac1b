import { describe, expect, test } from '../../harness/index.js';
import { cited } from './cited.js';
import { step, wait } from './updates.js';

const COUNT = 1_000;
const BATCH = 250;

describe('an execution of a thousand operations', () => {
  test(
    'keeps each of them, for its next invocation and for its readers',
    cited(
      'execution/replay-has-the-past',
      'GetDurableExecutionState/behaviour/pages',
      'GetDurableExecutionHistory/behaviour/pages',
    ),
    async ({ durable }) => {
      const { arn, fn, invocation } = await durable.begin();
      const ids = Array.from({ length: COUNT }, (_, n) => `s${n}`);
      for (let from = 0; from < COUNT; from += BATCH) {
        await invocation.update(
          ...ids.slice(from, from + BATCH).map((id, n) => step(id, 'SUCCEED', { Payload: String(from + n) })),
        );
      }
      await invocation.update(wait('w', 1));
      await invocation.suspends();
      const next = await fn.next();
      const seen = [...next.operations];
      let marker = next.event.InitialExecutionState.NextMarker;
      for (let page = 0; page < 20 && marker !== undefined && marker !== ''; page++) {
        const { output } = await next.state({ Marker: marker, MaxItems: 1_000 });
        seen.push(...output.Operations);
        marker = output.NextMarker;
      }
      const results = new Map(seen.map(({ Id, StepDetails }) => [Id, StepDetails?.Result]));
      expect(ids.filter((id, n) => results.get(id) !== String(n))).toEqual([]);
      const told = (await durable.history(arn)).filter(({ EventType }) => EventType === 'StepSucceeded');
      expect(told.map(({ Id }) => Id)).toEqual(ids);
    },
  );
});
