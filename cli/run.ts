import { Command } from 'commander';
import type { RelayAddress } from '../harness/lambda-relay.js';
import { type Capability, capabilities } from '../harness/target.js';
import { editions } from '../specs/load.js';
import { type ExitCode, usageError } from './exit.js';
import {
  DEFAULT_RUNS,
  lambdaEndpoint,
  nonEmpty,
  oneOf,
  type ReportFile,
  regionName,
  repeated,
  reportFile,
  reportKinds,
  type Shard,
  seconds,
  shard,
  wholeNumber,
} from './options.js';
import { shownTarget, targetNamed } from './target-named.js';

/** What `run` was asked for. */
export interface RunOptions {
  readonly target: string;
  readonly edition: string;
  readonly suite?: readonly string[];
  readonly cases?: readonly string[];
  readonly grep?: string;
  readonly cites?: string;
  readonly seed?: number;
  readonly runs: number;
  /** Seconds. */
  readonly timeBudget?: number;
  readonly differential?: true;
  readonly shard?: Shard;
  readonly expectations?: string;
  readonly baseline?: string;
  readonly updateExpectations?: true;
  readonly report?: readonly ReportFile[];
  /** The folder for the transcripts of all cases. */
  readonly transcripts?: string;
  readonly client: 'wire' | 'sdk';
  readonly clock?: 'real' | 'virtual';
  readonly dryRun?: true;
  readonly timeout: number;
  readonly workers?: number;
  readonly region: string;
  /** Present when the user named one. */
  readonly askedRegion?: string;
  readonly roleArn?: string;
  readonly prefix?: string;
  readonly yes?: true;
  readonly has?: readonly Capability[];
  readonly lambdaEndpoint?: RelayAddress;
  readonly credentials?: 'env';
  readonly ca?: string;
}

const EXAMPLES = `
Examples:
  sfn-conformance run --target http://localhost:4566
  sfn-conformance run --target http://localhost:4566 --suite asl --grep retry
  sfn-conformance run --target http://localhost:4566 --expectations known.yaml --update-expectations
  sfn-conformance run --target http://localhost:4566 --expectations known.yaml --report junit=junit.xml`;

export function runCommand(): Command {
  return new Command('run')
    .description('Runs the suites against a target, prints what it found, and writes a report.')
    .optionsGroup('Target:')
    .option('-t, --target <name or url>', 'NAME, NAME@VERSION or a URL; `list targets` has the names', 'reference')
    .option(
      '-e, --edition <edition>',
      'the edition to judge Step Functions by; 2025-12-01: durable executions alone',
      oneOf(...editionNames()),
      'current',
    )
    .option('--region <region>', 'the region to sign for', regionName, 'us-east-1')
    .option('--credentials <source>', 'sign with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY', oneOf('env'))
    .option('--ca <file>', "PEM file of the authority of the target's certificate")
    .option(
      '--lambda-endpoint <url>',
      'where the target calls Lambda functions: the run answers there (default: a free port, of which a target at a URL does not know)',
      lambdaEndpoint,
    )
    .option('--has <capability>', 'a capability of the target, not to be probed (repeatable)', repeated(capability))
    .option('--client <client>', 'send by our own client or by the AWS SDK', oneOf('wire', 'sdk'), 'wire')
    .option('--clock <clock>', 'the clock of the reference engine: real or virtual', oneOf('real', 'virtual'))
    .optionsGroup('What runs:')
    .option(
      '-s, --suite <glob>',
      'only these suites: sfn/start-execution, asl, "sfn/list-*" (repeatable)',
      repeated(nonEmpty),
    )
    .option(
      '--cases <glob>',
      'your own case files; with --suite beside ours, else alone (repeatable)',
      repeated(nonEmpty),
    )
    .option('-g, --grep <text>', 'only cases with this text in their title or id', nonEmpty)
    .option('--cites <statement>', 'only cases that cite this statement; * stands for any characters', nonEmpty)
    .option('--shard <i/n>', 'only the i-th of n parts; merge the reports with `report merge`', shard)
    .option('--dry-run', 'only say what would run')
    .option(
      '--seed <n>',
      `of the order and of all that is drawn by chance (default: a new one; with --expectations ${KNOWN_SEED})`,
      wholeNumber(0, 2 ** 31 - 1),
    )
    .option(
      '--runs <n>',
      'how many machines, definitions and sequences the laws draw',
      wholeNumber(1, 1_000_000),
      DEFAULT_RUNS,
    )
    .option('--time-budget <time>', 'how long each suite of laws draws: 300s, 5m; --runs has no default then', seconds)
    .option('--differential', 'only compare generated machines with the reference engine, history by history')
    .option(
      '--timeout <seconds>',
      'the longest that one case may take; one that searches may take 2.5 times as long',
      wholeNumber(1, 3_600),
      60,
    )
    .option('--workers <n>', 'how many suites run at once', wholeNumber(1, 64))
    .optionsGroup('What counts:')
    .option('--expectations <file>', 'what is known not to pass; `own` is the file that is kept with the target')
    .option('--update-expectations', 'write the expectations file so that this outcome is as expected')
    .option('--baseline <report>', 'an earlier JSON report: only what became worse since counts')
    .optionsGroup('What is kept:')
    .option(
      '-r, --report <kind[=path]>',
      `${reportKinds.join(' or ')}, - for standard output (repeatable; default: json and html)`,
      repeated(reportFile),
    )
    .option('--transcripts <folder>', 'keep the exchanges of each case, without secrets, for `replay`')
    .optionsGroup('Real AWS (--target aws):')
    .option('--role-arn <arn>', 'the role of the state machines that cases make')
    .option('--prefix <prefix>', 'what the names of all that is made begin with (default: sfnconf)')
    .option('--yes', 'go on without being asked')
    .addHelpText('after', EXAMPLES)
    .action(async (given: RunOptions, command: Command) => {
      const isNamed = command.getOptionValueSource('region') !== 'default';
      const options = withSeed(isNamed ? { ...given, askedRegion: given.region } : given);
      process.exitCode = await run(withBudget(options, command.getOptionValueSource('runs') === 'default'));
    });
}

/** The seed that what is known of a target was seen with: another one draws other machines, and finds other things. */
const KNOWN_SEED = 1;

const withSeed = (options: RunOptions): RunOptions =>
  options.seed === undefined && options.expectations !== undefined ? { ...options, seed: KNOWN_SEED } : options;

/** So many runs are no limit. */
const NO_LIMIT = 1_000_000;
/** What a case needs besides its search: to make small what it found, and to clean up. */
const AFTER_SEARCH_S = 60;

/** What the shorter options come to. */
function withBudget(options: RunOptions, anyRuns: boolean): RunOptions {
  const { timeBudget, differential } = options;
  const suites = differential ? { suite: [...(options.suite ?? []), 'laws/differential'] } : {};
  if (timeBudget === undefined) return { ...options, ...suites };
  const timeout = Math.max(options.timeout, 2 * timeBudget + AFTER_SEARCH_S);
  return { ...options, ...suites, timeout, runs: anyRuns ? NO_LIMIT : options.runs };
}

/** @throws CommandError for an option of real AWS: another target would not heed it */
function refuseForOthers({ target, roleArn, prefix }: RunOptions, choice: ReturnType<typeof targetNamed>): void {
  if (choice.kind === 'known' && choice.name === 'aws') return;
  const given = roleArn !== undefined ? '--role-arn' : prefix !== undefined ? '--prefix' : undefined;
  if (given !== undefined)
    throw usageError(`${given} is for --target aws, and this run is of ${shownTarget(target)}: leave it out.`);
}

async function run(options: RunOptions): Promise<ExitCode> {
  const choice = targetNamed(options.target);
  refuseForOthers(options, choice);
  // The test runner is loaded only now: help and mistakes need not wait for it.
  const { performRun } = await import('./runner/perform.js');
  return await performRun(options, choice);
}

function editionNames(): string[] {
  return editions().map(({ edition }) => edition);
}

function capability(text: string): Capability {
  return oneOf(...(Object.keys(capabilities) as Capability[]))(text);
}
