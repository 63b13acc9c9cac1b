import { setTimeout as pause } from 'node:timers/promises';
import { ProbeClient } from '../probe-client.js';

/** Loading its services, fetching the libraries for JSONata and starting Java can take a minute together. */
const ANSWER_MS = 60_000;
const END_MS = 120_000;

const MACHINE = {
  name: 'conformance-warm-up',
  definition: JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% 1 %}', End: true } },
  }),
  roleArn: 'arn:aws:iam::123456789012:role/conformance',
};

/**
 * Runs one state machine, whatever comes of it. LocalStack loads Step Functions at the first request, EventBridge at the first
 * execution and Java at the first JSONata: no case should have to wait for these.
 */
export async function warmUp(url: string, region: string): Promise<void> {
  const client = new ProbeClient({ url, region, timeoutMs: ANSWER_MS });
  const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const answer = await client.call(operation, input);
    return answer.kind === 'answered' && answer.status === 200 ? (answer.body ?? {}) : {};
  };
  try {
    const { stateMachineArn } = await call('CreateStateMachine', MACHINE);
    const { executionArn } = await call('StartExecution', { stateMachineArn });
    const deadline = Date.now() + END_MS;
    while (Date.now() < deadline) {
      const { status } = await call('DescribeExecution', { executionArn });
      if (status !== 'RUNNING') break;
      await pause(100);
    }
    await call('DeleteStateMachine', { stateMachineArn });
  } finally {
    await client.close();
  }
}
