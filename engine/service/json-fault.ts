import { findJsonFault } from '../asl/check/json-fault.js';

/** What is wrong with a text that is not JSON, in the words of AWS's parser. */
export function jsonFault(text: string): string {
  return findJsonFault(text)?.message ?? 'The text is not JSON';
}
