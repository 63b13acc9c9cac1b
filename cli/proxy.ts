import { resolve } from 'node:path';
import { Command } from 'commander';
import { shownAddress } from '../adapters/address.js';
import type { ProxySummary } from '../proxy/watcher.js';
import { counted } from '../reporters/text.js';
import { editions } from '../specs/load.js';
import { type ExitCode, exitCodes, usageError } from './exit.js';
import { fileProblem, readCertificates } from './files.js';
import { brokenRows, renderFindings } from './findings.js';
import { listenError, untilTold } from './listening.js';
import { oneOf, wholeNumber } from './options.js';
import { toolVersion } from './version.js';

interface Options {
  readonly target: string;
  readonly port: number;
  readonly host: string;
  readonly transcript?: string;
  readonly edition: string;
  readonly ca?: string;
  readonly json?: true;
}

/** `proxy`: stands before an endpoint and judges what passes, until it is told to end. */
export function proxyCommand(): Command {
  return new Command('proxy')
    .description('Stands before any endpoint, passes everything on unchanged, and judges what passes.')
    .requiredOption('-t, --target <url>', 'the endpoint: http://127.0.0.1:4566')
    .option('--port <port>', 'the port to listen on; 0 picks a free one', wholeNumber(0, 65_535), 0)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--transcript <file>', 'keep what passes, without its secrets, for `replay`')
    .option('-e, --edition <edition>', 'the edition of Step Functions to judge by', oneOf(...sfnEditions()), 'current')
    .option('--ca <file>', "PEM file of the authority of the target's certificate")
    .option('--json', 'print what was found as one JSON object at the end')
    .addHelpText(
      'after',
      '\nPoint clients at the address that it prints, and end it with Ctrl-C: then it says what was found.\nExit codes: 0 nothing broken, 1 a rule was broken, 2 wrong usage, 3 nothing was judged, 4 it could not start or judge.',
    )
    .action(async (options: Options) => {
      process.exitCode = await proxy(options);
    });
}

/** The editions of Step Functions. Durable executions are always judged by their own. */
export function sfnEditions(): string[] {
  return editions()
    .filter(({ service }) => service === 'sfn')
    .map(({ edition }) => edition);
}

async function proxy(options: Options): Promise<ExitCode> {
  const target = targetOf(options.target);
  const { startProxy } = await import('../proxy/proxy.js');
  const { ca, transcript, port, host, edition } = options;
  const ended = untilTold();
  const running = await startProxy({
    target,
    port,
    host,
    edition,
    toolVersion: toolVersion(),
    ...(transcript === undefined ? {} : { transcript: resolve(transcript) }),
    ...(ca === undefined ? {} : { ca: readCertificates(ca) }),
  }).catch((error: unknown) => {
    throw startError(error, options);
  });
  // With --json, standard output is the answer and nothing else.
  const say = (text: string) => (options.json ? process.stderr : process.stdout).write(text);
  say(`sfn-conformance proxy: ${running.url} -> ${shownAddress(target.href)} (edition ${edition})\n`);
  await ended;
  const summary = await running.close();
  if (options.json) process.stdout.write(asJson(options, target, summary));
  else say(`\n${render(options, summary).join('\n')}\n`);
  return exitCodeOf(summary);
}

function targetOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageError(`--target: "${text}" is no http or https URL.`);
  }
  if (url.pathname !== '/' || url.search !== '') {
    throw usageError('--target: give the address alone, without a path: requests keep the path that they have.');
  }
  return url;
}

function startError(error: unknown, { host, port, transcript }: Options): unknown {
  if (error instanceof Error && error.name === 'TranscriptError') {
    return usageError(`Can't write '${transcript}': ${fileProblem(error.cause)}.`, { cause: error });
  }
  return listenError(error, { host, port });
}

function render({ transcript }: Options, summary: ProxySummary): string[] {
  const { judged, unanswered, unread, others, opaque, rows, faults } = summary;
  const also = [
    ...(unanswered > 0 ? [`${unanswered} without a whole answer`] : []),
    ...(unread > 0 ? [`${unread} too long to judge`] : []),
    ...(others > 0 ? [`${counted(others, 'exchange')} of other services passed on`] : []),
    ...(opaque > 0 ? [`${counted(opaque, 'connection')} that spoke no HTTP passed on`] : []),
  ];
  const findings = renderFindings(rows);
  return [
    `${counted(judged, 'exchange')} judged${also.length === 0 ? '' : `; ${also.join('; ')}`}.`,
    ...(findings.length === 0 ? (judged === 0 ? [] : ['No rule was broken.']) : ['', ...findings]),
    ...(transcript === undefined ? [] : ['', `Transcript: ${resolve(transcript)}`]),
    ...faults,
  ];
}

function asJson({ edition, transcript }: Options, target: URL, summary: ProxySummary): string {
  const { rows, ...counts } = summary;
  const found = {
    target: shownAddress(target.href),
    edition,
    ...counts,
    findings: brokenRows(rows),
    ...(transcript === undefined ? {} : { transcript: resolve(transcript) }),
  };
  return `${JSON.stringify(found, null, 2)}\n`;
}

function exitCodeOf({ judged, rows, faults }: ProxySummary): ExitCode {
  if (faults.length > 0) return exitCodes.harness;
  if (brokenRows(rows).length > 0) return exitCodes.nonconforming;
  return judged === 0 ? exitCodes.inconclusive : exitCodes.ok;
}
