import { type JudgedTranscript, judgeTranscript } from '../../harness/transcripts/judge-again.js';
import { type PlayedAgain, playAgain } from '../../harness/transcripts/play-again.js';
import type { TranscriptFile, TranscriptHeader } from '../../harness/transcripts/transcript-file.js';
import { parseTranscript } from '../../harness/transcripts/transcript-reader.js';
import { UndiciTransport } from '../../harness/transport.js';
import { counted, printable } from '../../reporters/text.js';
import { type ExitCode, exitCodes, usageError } from '../exit.js';
import { brokenRows, renderFindings } from '../findings.js';
import { sfnEditions } from '../proxy.js';
import type { ReplayOptions } from '../replay.js';
import { interruption } from '../runner/interrupt.js';
import { startTarget } from '../runner/target.js';
import { targetNamed } from '../target-named.js';

const CONNECT_MS = 3_000;
const MOST_SHOWN = 50;

/**
 * `replay` of a transcript: without a target it judges what was recorded, with one it sends it again.
 * @throws CommandError
 */
export async function replayTranscript(text: string, file: string, options: ReplayOptions): Promise<ExitCode> {
  const parsed = parseTranscript(text);
  if (parsed.kind === 'invalid') throw usageError(`${file} is no transcript. ${parsed.message}`);
  const { transcript } = parsed;
  const edition = options.edition ?? transcript.header.edition;
  if (!sfnEditions().includes(edition)) {
    throw usageError(
      `--edition: a transcript is judged by an edition of Step Functions: ${sfnEditions().join(' or ')}. Durable executions in it are judged by their own.`,
    );
  }
  return options.target === undefined
    ? tellJudged(transcript, judgeTranscript(transcript, edition), edition, options)
    : await replayOn(options.target, transcript, edition, options);
}

async function replayOn(
  name: string,
  transcript: TranscriptFile,
  edition: string,
  options: ReplayOptions,
): Promise<ExitCode> {
  const choice = targetNamed(name);
  const interrupt = interruption();
  try {
    const { region, timeout } = options;
    const { signal } = interrupt;
    // What was recorded took its time on a real clock; a target that is not started here keeps its own.
    const isOurs = choice.kind === 'known' && choice.name === 'reference';
    const clock = isOurs ? ({ clock: 'real' } as const) : {};
    const target = await startTarget(choice, { edition, region, seed: 1, signal, ...clock });
    const transport = new UndiciTransport({ connectMs: CONNECT_MS, ca: target.info.ca });
    try {
      const played = await playAgain(transcript, {
        target: target.info,
        edition,
        transport,
        withinMs: timeout * 1_000,
        signal,
      });
      return tellPlayed(transcript, played, `${target.info.name}, edition ${edition}`, options);
    } finally {
      await transport.close();
      await target.stop();
    }
  } finally {
    interrupt.dispose();
  }
}

function tellJudged(
  transcript: TranscriptFile,
  told: JudgedTranscript,
  edition: string,
  options: ReplayOptions,
): ExitCode {
  const { judged, unanswered, unread, rows, faults } = told;
  if (options.json) print({ ...told, rows: undefined, edition, findings: brokenRows(rows) });
  else {
    const also = [
      ...(unanswered > 0 ? [`${unanswered} without a whole answer`] : []),
      ...(unread > 0 ? [`${unread} too long to be kept`] : []),
    ];
    const head = `${counted(judged, 'exchange')} ${recorded(transcript.header)}, judged by edition ${edition}`;
    lines([`${head}${also.length === 0 ? '' : `; ${also.join('; ')}`}.`, ...found(rows, judged), ...faults]);
  }
  if (faults.length > 0) return exitCodes.harness;
  if (brokenRows(rows).length > 0) return exitCodes.nonconforming;
  return judged === 0 ? exitCodes.inconclusive : exitCodes.ok;
}

function tellPlayed(transcript: TranscriptFile, played: PlayedAgain, target: string, options: ReplayOptions): ExitCode {
  const { sent, left, others, rows, faults } = played;
  if (options.json) print({ ...played, rows: undefined, target, findings: brokenRows(rows) });
  else {
    const head = `${counted(sent, 'exchange')} ${recorded(transcript.header)}, sent again to ${printable(target)}`;
    const shown = others
      .slice(0, MOST_SHOWN)
      .map(({ index, operation, then, now }) => `  ${index}  ${printable(`${operation}: ${then}; now ${now}`)}`);
    const rest = others.length > MOST_SHOWN ? [`  ... and ${others.length - MOST_SHOWN} more`] : [];
    lines([
      `${head}${left === 0 ? '' : `; ${left} could not be`}.`,
      ...(others.length === 0
        ? sent === 0
          ? []
          : ['Each answer has the status and the error that it had.']
        : ['', `${counted(others.length, 'answer')} otherwise than recorded:`, '', ...shown, ...rest]),
      ...found(rows, sent),
      ...faults,
    ]);
  }
  if (faults.length > 0) return exitCodes.harness;
  if (others.length > 0 || brokenRows(rows).length > 0) return exitCodes.nonconforming;
  return sent === 0 ? exitCodes.inconclusive : exitCodes.ok;
}

function recorded({ target, startedAt, case: id }: TranscriptHeader): string {
  return `recorded at ${printable(target)} on ${startedAt.slice(0, 10)}${id === undefined ? '' : ` by ${printable(id)}`}`;
}

function found(rows: JudgedTranscript['rows'], judged: number): string[] {
  const findings = renderFindings(rows);
  if (findings.length > 0) return ['', ...findings];
  return judged === 0 ? [] : ['No rule was broken.'];
}

function lines(text: readonly string[]): void {
  process.stdout.write(`${text.join('\n')}\n`);
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
