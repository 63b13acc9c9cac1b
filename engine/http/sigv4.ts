import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../service/error.js';
import { requestTarget } from './request-target.js';

/** Who signed a request, as its Authorization header says. */
export interface Credential {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Reads the credential of an Authorization header without looking at the signature. */
export function credentialOf(authorization: string | undefined): Credential | undefined {
  const found =
    authorization === undefined
      ? null
      : /Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(authorization);
  if (found === null) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = ''] = found;
  return { accessKeyId, date, region, service };
}

/** The access key id alone, which every request is looked at for. */
export function accessKeyIdOf(authorization: string | undefined): string | undefined {
  const at = authorization === undefined ? -1 : authorization.indexOf('Credential=');
  if (authorization === undefined || at < 0) return undefined;
  const start = at + 'Credential='.length;
  const end = authorization.indexOf('/', start);
  return end < 0 ? undefined : authorization.slice(start, end);
}

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How far a request's date may be from the server's, milliseconds. */
const TOLERANCE = 15 * 60_000;

/**
 * Checks an AWS Signature Version 4, in the order of AWS's front end (as DynamoDB answers; inferred for Step Functions).
 * @param keys secret access keys by access key id
 * @param now milliseconds since the epoch
 * @throws ServiceError
 */
export function verifySignature(request: SignedRequest, keys: Readonly<Record<string, string>>, now: number): void {
  const { authorization } = request.headers;
  if (authorization === undefined)
    throw refused('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  const credential = credentialOf(authorization);
  const signedHeaders = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1];
  const signature = /Signature=([0-9a-f]+)/.exec(authorization)?.[1];
  const date = headerOf(request.headers, 'x-amz-date') ?? headerOf(request.headers, 'date');
  const missing = [
    [credential, 'Credential'],
    [signature, 'Signature'],
    [signedHeaders, 'SignedHeaders'],
  ].filter(([value]) => value === undefined);
  if (!authorization.startsWith('AWS4-HMAC-SHA256') || missing.length > 0 || date === undefined) {
    const parts = missing.map(([, name]) => `Authorization header requires '${String(name)}' parameter.`).join(' ');
    const noDate =
      date === undefined ? " Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header." : '';
    throw refused('IncompleteSignatureException', `${parts}${noDate} Authorization=<omitted>`.trim());
  }
  const { accessKeyId, ...scope } = credential as Credential;
  const secret = Object.hasOwn(keys, accessKeyId) ? keys[accessKeyId] : undefined;
  if (secret === undefined)
    throw refused('UnrecognizedClientException', 'The security token included in the request is invalid.');
  requireFresh(date, scope.date, now);
  const expected = sign(request, (signedHeaders as string).split(';'), date, scope, secret);
  if (!equal(expected, signature as string)) {
    throw refused(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
}

function refused(name: string, message: string): ServiceError {
  return new ServiceError(name, message, { layer: 'front-end' });
}

function requireFresh(date: string, scopeDate: string, now: number): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time) || !date.startsWith(scopeDate)) {
    throw refused(
      'InvalidSignatureException',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scopeDate}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  }
  if (Math.abs(now - time) > TOLERANCE) {
    const tense = time < now ? 'expired' : 'not yet current';
    throw refused(
      'InvalidSignatureException',
      `Signature ${tense}: ${date} is more than 15 minutes from the server's time.`,
    );
  }
}

function sign(
  { method, url, headers, body }: SignedRequest,
  signedHeaders: readonly string[],
  date: string,
  scope: Omit<Credential, 'accessKeyId'>,
  secret: string,
): string {
  const { path, query } = requestTarget(url);
  const canonical = [
    method,
    canonicalPath(path),
    query
      .split('&')
      .filter(Boolean)
      .map((part) => (part.includes('=') ? part : `${part}=`))
      .sort()
      .join('&'),
    ...signedHeaders.map((name) => `${name}:${(headerOf(headers, name) ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    headerOf(headers, 'x-amz-content-sha256') ?? sha256(body),
  ].join('\n');
  const credentialScope = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, credentialScope, sha256(canonical)].join('\n');
  const key = [scope.date, scope.region, scope.service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

/** A path is percent-encoded once more than it was sent, as every service but S3 has it. */
function canonicalPath(path: string): string {
  const encoded = (segment: string) =>
    encodeURIComponent(segment).replaceAll(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return path.split('/').map(encoded).join('/');
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
