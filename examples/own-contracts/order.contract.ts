// What our orders rely on, whatever answers as Step Functions: an emulator, its next version, the reference engine. Run it with
//
//     npx sfn-conformance run --cases 'examples/own-contracts/*.contract.ts' --target http://localhost:4566
//
// and with `--suite sfn/start-execution` beside cases of the suite. Without --target it runs on the reference engine.
import { readFileSync } from 'node:fs';
import { describe, expect, fail, succeed, test } from 'sfn-conformance';

const machine = JSON.parse(readFileSync(new URL('order.asl.json', import.meta.url), 'utf8'));

describe('an order', () => {
  test('is charged again when the bank was busy', {
    // The ids of your own statements are yours to choose; those of the suite (`list statements`) may be cited, too.
    cites: ['orders:charge/retried', 'asl:Retry/attempts'],
    requires: ['activities'],
  }, async ({ executions }) => {
    const { status, output } = await executions.run(machine, {
      input: { order: 7 },
      tasks: { charge: [fail('BankBusy', 'later'), succeed({ receipt: 'r-1' })] },
    });
    expect(status).toBe('SUCCEEDED');
    expect(output).toEqual({ order: 7, payment: { receipt: 'r-1' } });
  });

  test('is given up when the card is refused', { cites: ['orders:charge/refused'], requires: ['activities'] }, async ({
    executions,
  }) => {
    const { status, error } = await executions.run(machine, {
      input: { order: 7 },
      tasks: { charge: [fail('CardRefused', 'no money')] },
    });
    expect(status).toBe('FAILED');
    expect(error).toBe('OrderGivenUp');
  });
});
