import { invalidParameter } from './error.js';

/** Markers of pages expire after a day (model: Marker). */
const MARKER_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * The marker of the page that starts at `position`. `scope` says what is paged (which list, of what, in which order): a marker
 * of another list is refused.
 */
export function makeMarker(scope: string, position: number, now: number): string {
  return Buffer.from(JSON.stringify([checksum(scope, position, now), position, now]), 'utf8').toString('base64');
}

/** Where the page starts. Throws `InvalidParameterValueException` for a damaged, foreign or expired marker. */
export function readMarker(marker: string, scope: string, now: number): number {
  const [sum, position, issuedAt] = parse(marker);
  const intact =
    typeof position === 'number' && typeof issuedAt === 'number' && sum === checksum(scope, position, issuedAt);
  if (!intact || now - issuedAt > MARKER_LIFE_MS) throw invalidParameter('Invalid Marker');
  return position;
}

function parse(marker: string): readonly unknown[] {
  const bytes = Buffer.from(marker, 'base64');
  // Buffer skips what is not base64.
  if (bytes.toString('base64') !== marker) return [];
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function checksum(scope: string, position: number, issuedAt: number): number {
  let sum = 17;
  for (const char of `${scope}|${position}|${issuedAt}`) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) | 0;
  return sum;
}
