import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConformanceRun } from '../target.js';
import type { RecordedExchange } from '../transcript.js';
import { Hiding } from './hiding.js';
import { recognise } from './recognise.js';
import { TRANSCRIPT_VERSION, type TranscriptService } from './transcript-file.js';
import { TranscriptWriter } from './transcript-writer.js';

/** The file of a case: `<folder>/sfn/start-execution/<...>.jsonl`. */
export function caseTranscriptFile(folder: string, caseId: string): string {
  const parts = caseId.split('/').map((part) => part.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '-'));
  return `${join(folder, ...parts)}.jsonl`;
}

/**
 * Keeps the exchanges of a case as a transcript that `replay` reads.
 * @returns why it could not, or nothing
 */
export async function keepTranscript(
  { target, transcripts }: ConformanceRun,
  caseId: string,
  startedAt: number,
  exchanges: readonly RecordedExchange[],
): Promise<string | undefined> {
  if (transcripts === undefined) return undefined;
  const path = caseTranscriptFile(transcripts.folder, caseId);
  const hiding = new Hiding();
  for (const secret of Object.values(target.credentials ?? {})) hiding.learn(secret, 'credential');
  try {
    mkdirSync(dirname(path), { recursive: true });
    const { protocol, host } = new URL(target.url);
    const writer = new TranscriptWriter(
      path,
      {
        transcriptVersion: TRANSCRIPT_VERSION,
        tool: { name: 'sfn-conformance', version: transcripts.toolVersion },
        source: 'run',
        case: caseId,
        target: `${protocol}//${host}`,
        edition: target.edition,
        startedAt: new Date(startedAt).toISOString(),
      },
      hiding,
    );
    // A request to a route of the target's own is held to nothing: it has no place among those that are judged again.
    for (const exchange of exchanges.filter(({ operation }) => !operation.startsWith('/')))
      writer.write(clear(exchange));
    await writer.finish();
    return undefined;
  } catch (error) {
    return `Its transcript could not be kept: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function clear(exchange: RecordedExchange) {
  const { index, operation, startedAt, durationMs, request, response, failure } = exchange;
  const { method, headers, body } = request;
  const { pathname, search } = new URL(request.url);
  const path = `${pathname}${search}`;
  return {
    index,
    service: recognise(method, path, headers)?.service ?? serviceOf(pathname),
    operation,
    startedAt,
    durationMs,
    request: { method, path, headers, body },
    ...(response === undefined
      ? {}
      : { response: { status: response.status, headers: response.headers, body: response.text } }),
    ...(failure === undefined ? {} : { failure: `${failure.kind}: ${failure.message}` }),
  };
}

/** Lambda's API has its date in every path. */
function serviceOf(path: string): TranscriptService {
  return /^\/20\d\d-\d\d-\d\d\//.test(path) ? 'durable' : 'sfn';
}
