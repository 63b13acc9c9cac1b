import { messages } from './messages.js';

/** What an error says beside its code: the library's names. */
export interface JsonataErrorDetails {
  token?: unknown;
  value?: unknown;
  value2?: unknown;
  index?: number;
  type?: string;
  exp?: unknown;
  functionName?: string;
  message?: string;
}

/** An error of an expression, with JSONata's code for it. */
export class JsonataError extends Error {
  token: unknown;

  constructor(
    readonly code: string,
    readonly details: JsonataErrorDetails = {},
  ) {
    super(code);
    this.token = details.token;
  }
}

/** Evaluation took more depth, time or memory than AWS gives it. */
export class LimitError extends Error {
  static depth(): LimitError {
    return new LimitError(
      'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
    );
  }
  static time(): LimitError {
    return new LimitError('Expression evaluation timeout: Check for infinite loop');
  }
  static memory(): LimitError {
    return new LimitError('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}

/** The library throws plain objects. */
function isCoded(error: unknown): error is JsonataErrorDetails & { code: string } {
  return error !== null && typeof error === 'object' && typeof (error as { code?: unknown }).code === 'string';
}

/** Any error of an evaluation as one of ours; a {@link LimitError} and what is nobody's fault but ours stay. */
export function toJsonataError(error: unknown): unknown {
  if (error instanceof JsonataError || error instanceof LimitError) return error;
  if (error instanceof RangeError)
    return error.message.includes('call stack') ? LimitError.depth() : LimitError.memory();
  if (isCoded(error)) return new JsonataError(error.code, error);
  return error;
}

/**
 * What follows `threw an error during evaluation`: `. T1006: Attempted to invoke a non-function`, or `: ` and a message for
 * what has no code.
 */
export function describe(error: unknown): string {
  if (!(error instanceof JsonataError)) return `: ${error instanceof Error ? error.message : String(error)}`;
  const template = messages[error.code];
  if (template === undefined) return `. ${error.code}: ${error.details.message ?? ''}`;
  const fields: Record<string, unknown> = { ...error.details, token: error.token };
  const text = template
    .replace(/\{\{\{([^}]+)\}\}\}/g, (_, name: string) => String(fields[name]))
    .replace(/\{\{([^}]+)\}\}/g, (_, name: string) => JSON.stringify(fields[name]) ?? 'undefined');
  return `. ${error.code}: ${text}`;
}
