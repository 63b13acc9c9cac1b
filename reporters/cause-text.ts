import type { Cluster } from './cluster.js';

/** What structural statements of one kind demand, by the last part of their ids. */
const REQUESTS: Readonly<Record<string, string>> = {
  required: 'Requests without a required member are refused',
  type: 'Requests with a member of the wrong type are refused',
  'min-length': 'Requests with a member that is too short are refused',
  'max-length': 'Requests with a member that is too long are refused',
  min: 'Requests with a number that is too small are refused',
  max: 'Requests with a number that is too large are refused',
  enum: 'Requests with a value that is none of those allowed are refused',
  pattern: 'Requests with a text of the wrong form are refused',
};

/** What failures of one cause break, in a line for people; an id of statements means nothing to who sees it first. */
export function causeText({ cause, cases }: Pick<Cluster, 'cause' | 'cases'>): string {
  const statements = new Set(cases.map(({ statement, cites, id }) => statement?.id ?? cites[0] ?? id));
  const claim = cases[0]!.statement?.claim;
  if (statements.size === 1) return claim ?? cause;
  const kind = kindText(cause);
  if (kind !== undefined || claim === undefined) return kind ?? cause;
  return `${cause.split(', ', 1)[0] ?? cause}, several statements, such as: ${claim}`;
}

// As in sfn:*/request/*/type, sfn:*/error/InvalidArn, or sfn:*/request, 160 statements.
function kindText(cause: string): string | undefined {
  const [, kind, last] = /^\w+:\*\/(request|response|error|\*)(?:\/(?:\*\/)?([\w-]+))?/.exec(cause) ?? [];
  switch (kind) {
    case 'request':
      return REQUESTS[last ?? ''] ?? 'Requests that break a constraint are refused';
    case 'response':
      return 'Answers have the members, types and limits that they promise';
    case 'error':
      return last === undefined ? 'Refusals name the error that is declared' : `Refusals name ${last}`;
    case '*':
      return 'Structures have the members, types and limits that they promise';
    default:
      return undefined;
  }
}
