import { refusal } from './error.js';

/** Where an account's resources live. */
export interface Scope {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** An ARN of Step Functions, taken apart. */
export interface Arn extends Scope {
  readonly text: string;
  /** `stateMachine`, `execution`, `express`, `activity`, `mapRun`. */
  readonly type: string;
  /** What follows the type, split at colons. */
  readonly parts: readonly string[];
}

export function formatArn({ partition, region, accountId }: Scope, type: string, ...parts: readonly string[]): string {
  return `arn:${partition}:states:${region}:${accountId}:${type}:${parts.join(':')}`;
}

/**
 * @param types the resource types that make sense in this place
 * @throws ServiceError InvalidArn, for text that is no ARN of Step Functions, or one of something else
 */
export function parseArn(text: string, ...types: readonly string[]): Arn {
  const invalid = (detail: string) => refusal('InvalidArn', detail);
  if (!text.startsWith('arn:')) throw invalid(`Invalid ARN prefix: ${text}`);
  const [, partition = '', service = '', region = '', accountId = '', type = '', ...parts] = text.split(':');
  if (partition === '' || service === '' || type === '') throw invalid(`Invalid ARN: ${text}`);
  if (service !== 'states') throw invalid(`Invalid ARN service: ${text}`);
  if (!types.includes(type)) throw invalid(`Resource type not valid in this context: ${type}`);
  if (region === '' || !/^\d{12}$/.test(accountId) || parts.length === 0 || parts.includes('')) {
    throw invalid(`Invalid ARN: ${text}`);
  }
  return { text, partition, region, accountId, type, parts };
}

/** What a state machine's ARN names: the machine, a version or alias of it, or one of its distributed Map states. */
export interface MachineArn extends Arn {
  readonly name: string;
  /** The number of a version, or the name of an alias. */
  readonly qualifier?: string;
  /** The label of a distributed Map state. */
  readonly label?: string;
  /** A Step Functions Local test case: `...:stateMachine:<name>#<case>`. */
  readonly testCase?: string;
}

/** Machines are named again and again: what was read of their ARNs is kept. */
const known = new Map<string, MachineArn>();
const MOST_KNOWN = 4096;

/** @throws ServiceError InvalidArn */
export function parseMachineArn(text: string): MachineArn {
  const found = known.get(text);
  if (found !== undefined) return found;
  const arn = readMachineArn(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, arn);
  return arn;
}

function readMachineArn(text: string): MachineArn {
  const arn = parseArn(text, 'stateMachine');
  const [resource = '', qualifier, ...rest] = arn.parts;
  if (rest.length > 0) throw refusal('InvalidArn', `Invalid ARN: ${text}`);
  const [, name = '', label, testCase] = /^([^/#]*)(?:\/([^#]*))?(?:#(.*))?$/s.exec(resource) ?? [];
  return {
    ...arn,
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(label === undefined ? {} : { label }),
    ...(testCase === undefined ? {} : { testCase }),
  };
}
