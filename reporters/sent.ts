import type { CaseResult } from './report.js';

/** What only reads how an execution went: the machine and its input are what was sent. */
const READING: ReadonlySet<string> = new Set(['DescribeExecution', 'GetExecutionHistory']);

export interface Sent {
  readonly name: 'sent' | 'machine' | 'input';
  readonly text: string;
}

/** What a case sent before it failed, as far as its transcript is kept: its last request, or the machine that it ran. */
export function sentBy({ transcript = [], statement }: CaseResult): readonly Sent[] {
  const own = transcript.filter(({ role }) => role === 'case');
  const last = own.at(-1);
  if (last === undefined) return [];
  const start = own.findLast(({ operation }) => operation === 'StartExecution');
  const created = own.findLast(({ operation }) => operation === 'CreateStateMachine');
  const isReading = READING.has(last.operation) && statement?.id.startsWith(`sfn:${last.operation}/`) !== true;
  if (!isReading || created === undefined || start === undefined) {
    return [{ name: 'sent', text: `${last.operation} ${last.request.body}`.trimEnd() }];
  }
  const machine = memberOf(created.request.body, 'definition') ?? created.request.body;
  const input = memberOf(start.request.body, 'input');
  return [
    { name: 'machine', text: machine },
    ...(input === undefined ? [] : [{ name: 'input', text: input } as const]),
  ];
}

function memberOf(body: string, name: string): string | undefined {
  try {
    const value: unknown = (JSON.parse(body) as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
