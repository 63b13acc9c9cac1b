import { hashMapOrder } from '../java.js';

/** `[A, B]`, as Java prints a list. */
export const printedList = (names: readonly string[]): string => `[${names.join(', ')}]`;

/**
 * A set of field names as AWS prints it: in the order of a Java HashSet. That explains why the four fields of a Wait state
 * are listed as `[SecondsPath, Seconds, TimestampPath, Timestamp]`.
 */
export const printedSet = (names: readonly string[]): string => printedList(hashMapOrder(names));
