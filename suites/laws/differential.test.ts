import { compile } from '../../arbitraries/compile/compiler.js';
import { differences, type Freedoms } from '../../harness/difference/index.js';
import { test } from '../../harness/index.js';
import { allowanceOf } from './allowance.js';
import { backingOf } from './backing.js';
import { machineProperty } from './drawn-machines.js';
import { concludeSearch, recordedRun } from './findings.js';
import { referenceRun } from './reference.js';
import { search } from './search.js';
import { TargetRuns } from './target-runs.js';

/** Generated machines on the target and on the reference engine: whole histories, compared event by event. */

const SHARE = 0.2;

/** How much too early an event may seem to be on a real clock. */
const SLACK_MS = 300;

test('any machine leaves the history that the reference engine leaves', {
  cites: ['laws:reference-engine'],
}, async (context) => {
  const { target, chance, machines } = context;
  const runs = new TargetRuns(context);
  const freedoms: Freedoms = {
    time: target.clock.kind === 'virtual' ? { kind: 'exact' } : { kind: 'real', slackMs: SLACK_MS },
  };
  const property = machineProperty(context, 2, {}, async (machine) => {
    const run = await runs.run(machine, referenceRun(machine).elapsedMs);
    const reference = referenceRun(run.machine, run, machines.roleArn);
    const finding = { kind: 'difference', runs: [recordedRun(run, reference)] } as const;
    return differences(reference, run, freedoms).map(({ fingerprint, expected, actual }) => ({
      fingerprint,
      expected,
      actual,
      evidence: { finding, runs: [run] },
    }));
  });
  const found = await search(property, allowanceOf(chance.runs, SHARE, target.clock.kind));
  await concludeSearch(
    context,
    {
      id: 'laws:reference-engine',
      evidence: 'inferred',
      reason: 'A generated machine differs from the reference engine',
      statementOf: ({ drawn, failure }) => backingOf(compile(drawn).definition, failure.fingerprint),
    },
    found,
    { property, runs },
  );
});
