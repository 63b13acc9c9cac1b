// Generated state machines for a test of your own. Run it with
//
//     node --test examples/generated-machines
//
// Each machine comes with an input, and ends by construction. One that does not is made small before it is shown.
import { test } from 'node:test';
import fc from 'fast-check';
import { machines } from 'sfn-conformance/arbitraries';
import { createEngine } from 'sfn-conformance/engine';

const roleArn = 'arn:aws:iam::123456789012:role/test';

test('whatever the machine, its execution ends', async () => {
  await fc.assert(
    fc.asyncProperty(machines({ tasks: [], size: 5 }), async ({ definition, input }) => {
      const engine = createEngine();
      const request = { name: 'drawn', roleArn, definition: JSON.stringify(definition) };
      const { stateMachineArn } = await engine.call('CreateStateMachine', request);
      const { executionArn } = await engine.call('StartExecution', { stateMachineArn, input: JSON.stringify(input) });
      const { status } = await engine.finish(executionArn);
      return ['SUCCEEDED', 'FAILED', 'TIMED_OUT'].includes(status);
    }),
  );
});
