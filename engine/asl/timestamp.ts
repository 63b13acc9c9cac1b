/** What AWS takes for a timestamp: `T` between date and time, seconds optional, a fraction of up to nine digits, a zone. */
const TIMESTAMP =
  /^([+-]?\d{4,9})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && !leap ? 28 : DAYS[month - 1]!;
}

/**
 * Reads an ISO-8601 timestamp with a zone (`2016-03-14T01:59:00Z`, `2016-03-14T02:59:00.5+01:00`).
 * @returns nanoseconds since the epoch, or `undefined` for anything else
 */
export function parseTimestamp(text: string): bigint | undefined {
  const found = text.length > 60 ? null : TIMESTAMP.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((part) => Number(found[part] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = Number(found[10] ?? 0) * 3600 + Number(found[11] ?? 0) * 60 + Number(found[12] ?? 0);
  if (zone > 18 * 3600 || Number(found[11] ?? 0) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (Number.isNaN(date.getTime())) return undefined;
  const seconds = BigInt(date.getTime()) / 1000n - BigInt(found[9] === '-' ? -zone : zone);
  return seconds * 1_000_000_000n + BigInt((found[7] ?? '').padEnd(9, '0'));
}
