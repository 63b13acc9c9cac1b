import type { ProbeAnswer } from './probe-client.js';

/** What probes make and read. */

const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

/** A request for a state machine with a name of its own. */
export function probeMachine(definition: object = PASS, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  return {
    name: freshName(),
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/conformance',
    ...(type === 'STANDARD' ? {} : { type }),
  };
}

export function freshName(): string {
  return `conformance-probe-${crypto.randomUUID().slice(0, 8)}`;
}

/** A member of a successful answer. */
export function stringIn(answer: ProbeAnswer, member: string): string | undefined {
  if (answer.kind === 'failed' || answer.status !== 200) return undefined;
  const value = answer.body?.[member];
  return typeof value === 'string' ? value : undefined;
}

/** The account that an ARN carries. */
export function accountOf(arn: string): string | undefined {
  return /^arn:[^:]+:states:[^:]*:(\d{12}):/.exec(arn)?.[1];
}
