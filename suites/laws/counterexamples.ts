import {
  COUNTEREXAMPLE_VERSION,
  type Counterexample,
  curlOf,
  type ScriptStep,
  sdkOf,
  yamlCase,
} from '../../harness/counterexample/index.js';
import { differences } from '../../harness/difference/index.js';
import { loadStatements } from '../../specs/statements.js';
import { type Broken, type Evidence, recordedMachine, recordedResult } from './judging/evidence.js';
import { referenceRun } from './reference.js';
import type { Found } from './search.js';
import type { TargetRun } from './world.js';

/** Where and by what chance something was found. */
export interface Circumstances {
  readonly edition: string;
  readonly target: string;
  readonly seed: number;
  readonly roleArn: string;
}

/** The law that a failure breaks, and the statement that says most exactly what is wrong. */
export interface BrokenLaw {
  readonly law: string;
  readonly statement: string;
  readonly evidence: string;
}

export function lawOf({ statement, evidence: { finding } }: Broken, edition: string): BrokenLaw {
  const about = (law: string, exact = law): BrokenLaw => ({
    law,
    statement: exact,
    evidence: evidenceOf(exact, edition),
  });
  switch (finding.kind) {
    case 'difference':
      return about('laws:reference-engine', statement);
    case 'invariant':
      return finding.invariant.startsWith('history:')
        ? about('laws:generated-histories', finding.invariant)
        : about(finding.invariant);
    case 'relation':
      return about(finding.relation);
    case 'calls':
      return about('laws:call-sequences', statement);
    case 'durable':
      return about('durable:execution/any-sequence', statement);
    case 'definition':
      return about('laws:valid-definitions');
    default:
      return finding satisfies never;
  }
}

function evidenceOf(statement: string, edition: string): string {
  const known = statement.startsWith('durable:')
    ? loadStatements('durable', '2025-12-01')
    : loadStatements('sfn', edition === '2017-03-30' ? edition : 'current');
  return known.get(statement)?.evidence ?? 'inferred';
}

export function counterexampleOf<Drawn>(
  { edition, target, seed, roleArn }: Circumstances,
  { failure, path, shrinks, repeats }: Found<Drawn, Evidence>,
): Counterexample {
  const { finding, runs } = failure.evidence;
  const { law, statement, evidence } = lawOf(failure, edition);
  const { curl, sdk, yaml } = scriptsOf(roleArn, runs, statement, `${law}: ${failure.fingerprint}`);
  return {
    counterexampleVersion: COUNTEREXAMPLE_VERSION,
    law,
    statement,
    evidence,
    edition,
    target,
    fingerprint: failure.fingerprint,
    seed,
    path,
    shrinks,
    ...(repeats !== undefined && { repeats: { ...repeats } }),
    expected: failure.expected,
    actual: failure.actual,
    finding,
    ...(curl !== undefined && { curl }),
    ...(sdk !== undefined && { sdk }),
    ...(yaml !== undefined && { yaml }),
  };
}

interface Scripts {
  readonly curl?: string | undefined;
  readonly sdk?: string | undefined;
  readonly yaml?: string | undefined;
}

/** Scripts of the run that differs from the reference engine's, or of the last one. */
function scriptsOf(roleArn: string, runs: readonly TargetRun[], cites: string, title: string): Scripts {
  const compared = runs.map((run) => ({ run, reference: referenceRun(run.machine, run, roleArn) }));
  const chosen =
    compared.find(
      ({ run, reference }) => differences(reference, run, { time: { kind: 'real', slackMs: 1_000 } }).length > 0,
    ) ?? compared.at(-1);
  if (chosen === undefined) return {};
  const { run, reference } = chosen;
  const machine = recordedMachine(run.machine);
  const attempts = reference.attempts as Readonly<Record<string, readonly ScriptStep[]>>;
  return {
    curl: curlOf(machine, attempts),
    sdk: sdkOf(machine, attempts),
    yaml: yamlCase({ title, cites, machine, expected: recordedResult(reference), attempts }),
  };
}
