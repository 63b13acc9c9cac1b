import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { LONGEST_BODY, type RawMessage } from './conversation.js';

const DECODERS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** The text of a message's body, as the other side reads it. Bytes that are no UTF-8 become U+FFFD, as in any client. */
export function bodyText({ head, body }: RawMessage): string {
  let bytes = body;
  const codings = (head.headers['content-encoding'] ?? '').split(',').map((coding) => coding.trim().toLowerCase());
  try {
    for (const coding of codings.reverse())
      bytes = DECODERS[coding]?.(bytes, { maxOutputLength: LONGEST_BODY }) ?? bytes;
  } catch {
    // What it claims to be it is not: then it is what it is.
    bytes = body;
  }
  return bytes.toString('utf8');
}
