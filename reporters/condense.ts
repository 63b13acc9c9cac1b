import type { TranscriptEntry } from '../harness/record.js';
import { clusterFailures } from './cluster.js';
import type { CaseResult, Report } from './report.js';

/** Characters of transcripts that a report may have before those of alike failures are left out. */
const TRANSCRIPTS = 4_000_000;

/** So many failures of one cause keep their transcripts, from the most generous to the least. */
const KEPT_PER_CAUSE = [Infinity, 20, 5, 1];

/**
 * The report without what says nothing more, for keeping: exchanges that only came again (polls) once, clean-ups that worked and
 * the headers of signing not at all; and of a target that fails much, transcripts of the first failures of each cause only.
 * What a failure needs stays with each: the statement, both sides, and the scripts that show it again.
 */
export function condensed(report: Report): Report {
  const lean = report.cases.map((result) =>
    result.transcript === undefined ? result : { ...result, transcript: withoutNoise(result.transcript) },
  );
  const sizes = new Map(lean.map((result) => [result, JSON.stringify(result.transcript ?? []).length]));
  const groups = clusterFailures(lean.filter(({ verdict }) => verdict === 'fail'));
  for (const limit of KEPT_PER_CAUSE) {
    const left = new Set(groups.flatMap(({ cases }) => cases.slice(limit)));
    const size = lean.reduce((sum, result) => sum + (left.has(result) ? 0 : sizes.get(result)!), 0);
    const isLast = limit === KEPT_PER_CAUSE.at(-1);
    if (size <= TRANSCRIPTS || isLast) {
      return { ...report, cases: lean.map((result) => (left.has(result) ? withoutTranscript(result, limit) : result)) };
    }
  }
  return report;
}

function withoutTranscript(result: CaseResult, limit: number): CaseResult {
  if (result.transcript === undefined) return result;
  const { transcript: _, ...rest } = result;
  const said = `The transcript is left out: ${limit === 1 ? 'the first failure' : `the first ${limit} failures`} with this cause have theirs.`;
  return { ...rest, notes: [...(result.notes ?? []), said] };
}

function withoutNoise(transcript: readonly TranscriptEntry[]): TranscriptEntry[] {
  const kept: TranscriptEntry[] = [];
  for (const entry of transcript) {
    if (entry.role === 'cleanup' && entry.response !== undefined && entry.response.status < 300) continue;
    const last = kept.at(-1);
    if (last !== undefined && isAgain(last, entry)) {
      kept[kept.length - 1] = { ...last, repeats: (last.repeats ?? 0) + 1 + (entry.repeats ?? 0) };
    } else kept.push({ ...entry, request: { ...entry.request, headers: telling(entry.request.headers) } });
  }
  return kept;
}

/** Whether an exchange is the one before it once more: the same was asked, and the same came. */
function isAgain(last: TranscriptEntry, entry: TranscriptEntry): boolean {
  return (
    last.operation === entry.operation &&
    last.role === entry.role &&
    last.request.path === entry.request.path &&
    last.request.body === entry.request.body &&
    last.failure === entry.failure &&
    last.response?.status === entry.response?.status &&
    last.response?.body === entry.response?.body &&
    last.response?.headers['content-type'] === entry.response?.headers['content-type']
  );
}

const SIGNED = /^AWS4-HMAC-SHA256 Credential=<credential>, SignedHeaders=[\w;-]+, Signature=<signature>$/;

/** Without the headers that every signed request has, and that say nothing once their secrets are masked. */
function telling(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => {
      if (name === 'x-amz-date' || name === 'x-amz-content-sha256') return !/^([\dTZ]{16}|[\da-f]{64})$/.test(value);
      return name !== 'authorization' || !SIGNED.test(value);
    }),
  );
}
