import { Command } from 'commander';
import { editions } from '../specs/load.js';
import { type ExitCode, usageError } from './exit.js';
import { readText } from './files.js';
import { oneOf, wholeNumber } from './options.js';

/** What `replay` was asked for. */
export interface ReplayOptions {
  readonly target?: string;
  readonly edition?: string;
  readonly timeout: number;
  readonly tries?: number;
  readonly region: string;
  readonly json?: true;
}

type Replay = (text: string, file: string, options: ReplayOptions) => Promise<ExitCode>;

/** What can be replayed, by the member of the file that has its version. One module each: it is loaded only when it is asked for. */
const KINDS: Readonly<Record<string, () => Promise<Replay>>> = {
  counterexampleVersion: async () => (await import('./replay/counterexample.js')).replayCounterexample,
  transcriptVersion: async () => (await import('./replay/transcript.js')).replayTranscript,
};

/** `replay`: runs what was kept in a file again. */
export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Runs what was kept again. A counterexample: does it fail in the same way? A transcript: judges what was recorded by the rules of today, or sends it to --target again.',
    )
    .argument('<file>', 'a counterexample that `run` kept, or a transcript of `proxy` or `run --transcripts`')
    .option(
      '-t, --target <name or url>',
      'NAME, NAME@VERSION or a URL (default: of a counterexample the target that it was found on; of a transcript none)',
    )
    .option('-e, --edition <edition>', 'the edition to judge by (default: that of the file)', oneOf(...editionNames()))
    .option('--timeout <seconds>', 'the longest that it may take', wholeNumber(1, 3_600), 120)
    .option(
      '--tries <n>',
      'judge a counterexample so often until it fails in the same way (default: 1; 10 when it may depend on which of two things comes first)',
      wholeNumber(1, 1_000),
    )
    .option('--region <region>', 'the region to sign for', 'us-east-1')
    .option('--json', 'for another program')
    .action(async (file: string, options: ReplayOptions) => {
      process.exitCode = await replay(file, options);
    });
}

async function replay(file: string, options: ReplayOptions): Promise<ExitCode> {
  const text = readText(file);
  const candidates = valuesOf(text);
  if (candidates.length === 0) {
    throw usageError(`${file} is no JSON. A counterexample is an object, a transcript is JSON Lines.`);
  }
  const kind = Object.keys(KINDS).find((member) => candidates.some((value) => hasMember(value, member)));
  if (kind === undefined) {
    const known = Object.keys(KINDS).join(' nor ');
    throw usageError(`${file} is nothing that can be replayed: it has no ${known}.`);
  }
  return await (await KINDS[kind]!())(text, file, options);
}

/** The text as JSON, and its first line, should it be JSON Lines: those that can be read. */
function valuesOf(text: string): unknown[] {
  return [text, text.slice(0, Math.max(0, text.indexOf('\n')))].flatMap((candidate) => {
    try {
      return [JSON.parse(candidate) as unknown];
    } catch {
      return [];
    }
  });
}

function hasMember(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && member in value;
}

function editionNames(): string[] {
  return editions().map(({ edition }) => edition);
}
