const hash = (text: string): number => {
  let value = 0;
  for (let index = 0; index < text.length; index++) value = (Math.imul(31, value) + text.charCodeAt(index)) | 0;
  return value ^ (value >>> 16);
};

/**
 * Names in the order in which AWS lists a set of fields in a message: that of a Java HashSet. It explains why the four
 * fields of a Wait state are listed as `[SecondsPath, Seconds, TimestampPath, Timestamp]`.
 */
export function setOrder(names: readonly string[]): string[] {
  let buckets = 16;
  while (names.length > buckets * 0.75) buckets *= 2;
  const bucket = (name: string): number => hash(name) & (buckets - 1);
  return [...names].sort((a, b) => bucket(a) - bucket(b));
}

/** `[A, B]`, as Java prints a list. */
export const printed = (names: readonly string[]): string => `[${names.join(', ')}]`;
