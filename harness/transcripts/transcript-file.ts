/**
 * A transcript as a file: JSON Lines, the first a header, then one exchange a line in the order in which they ended. Its schema is
 * schemas/transcript.schema.json. It holds facts only: judging it again, by other rules, is the point of keeping it.
 */
export const TRANSCRIPT_VERSION = 1;

/** Which API an exchange is of. */
export type TranscriptService = 'sfn' | 'durable';

export interface TranscriptHeader {
  readonly transcriptVersion: typeof TRANSCRIPT_VERSION;
  readonly tool: { readonly name: 'sfn-conformance'; readonly version: string };
  /** Who recorded it: the proxy, or a case of a run. */
  readonly source: 'proxy' | 'run';
  /** The case, when a run recorded it. */
  readonly case?: string;
  /** The address of the target, without user name and password. */
  readonly target: string;
  /** The edition of Step Functions that it was judged by when it was recorded. */
  readonly edition: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** A body as text, without secrets. */
export interface TranscriptBody {
  readonly body: string;
  /** How many characters it had, when it was too long to keep: then it can't be judged again. */
  readonly cutFrom?: number;
}

export interface TranscriptExchange {
  /** Its place in the order in which exchanges began, from 0. */
  readonly index: number;
  readonly service: TranscriptService;
  /** A name in brackets when the request names no operation that there is. */
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** From the first byte of the request to the last of the answer, milliseconds. */
  readonly durationMs: number;
  readonly request: TranscriptBody & {
    readonly method: string;
    /** With its query. */
    readonly path: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Absent: there was no whole answer, and `failure` says why. */
  readonly response?: TranscriptBody & {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly failure?: string;
}

/** A transcript that was read. */
export interface TranscriptFile {
  readonly header: TranscriptHeader;
  readonly exchanges: readonly TranscriptExchange[];
}
