/**
 * The grammar of the States Language as a graph: from each kind of thing the fields that it may have, and the kinds of things
 * that may stand there. What only other services give a meaning to (ItemReader, ResultWriter, Credentials) is left out.
 */

const types = ['Pass', 'Task', 'Wait', 'Choice', 'Parallel', 'Map', 'Succeed', 'Fail'] as const;
const paths = ['path', 'context', 'variable'] as const;
const sources = ['literal', 'path', 'context', 'variable', 'call', 'object', 'list', 'expression'] as const;
const errors = ['States.ALL', 'States.*', 'another error'] as const;

/** For each kind of thing: the fields, and what may be in them. A kind that is not named here has none. */
type Rules = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const input = { InputPath: [...paths, 'null'] };
const output = { OutputPath: [...paths, 'null'], Output: ['template'] };
const assign = { Assign: ['template'] };
const work = {
  Parameters: ['template'],
  Arguments: ['template'],
  ResultSelector: ['template'],
  ResultPath: ['path', 'null'],
};
const next = { Next: [...types], End: ['true'] };
const handlers = { Retry: ['retrier'], Catch: ['catcher'] };
const language = { QueryLanguage: ['JSONata'] };

const ordered = (family: string): string[] =>
  ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'].map((name) => `${family}${name}`);
const byPath = [...ordered('String'), ...ordered('Numeric'), ...ordered('Timestamp'), 'BooleanEquals'];
const tests = ['StringMatches', 'IsNull', 'IsString', 'IsNumeric', 'IsBoolean', 'IsPresent', 'IsTimestamp'];

/** The comparisons of choice rules. */
export const comparisons: readonly string[] = [...byPath, ...byPath.map((name) => `${name}Path`), ...tests];

export const grammar: Rules = {
  machine: { StartAt: types, Comment: ['text'], Version: ['text'], TimeoutSeconds: ['number'], ...language },
  branch: { StartAt: types },
  processor: { StartAt: types, Mode: ['INLINE', 'DISTRIBUTED'] },
  Pass: {
    ...next,
    ...input,
    ...output,
    ...assign,
    ...language,
    Parameters: ['template'],
    ResultPath: ['path', 'null'],
    Result: ['literal'],
  },
  Task: {
    ...next,
    ...input,
    ...output,
    ...assign,
    ...language,
    ...work,
    ...handlers,
    Resource: ['activity', 'function', 'lambda:invoke', '.waitForTaskToken', 'service'],
    TimeoutSeconds: ['number', 'expression'],
    TimeoutSecondsPath: ['path'],
    HeartbeatSeconds: ['number', 'expression'],
    HeartbeatSecondsPath: ['path'],
  },
  Wait: {
    ...next,
    ...input,
    ...output,
    ...assign,
    ...language,
    Seconds: ['number', 'expression'],
    SecondsPath: ['path'],
    Timestamp: ['text', 'expression'],
    TimestampPath: ['path'],
  },
  Choice: { Choices: ['rule'], Default: types, ...input, ...output, ...language },
  Parallel: { ...next, ...input, ...output, ...assign, ...language, ...work, ...handlers, Branches: ['branch'] },
  Map: {
    ...next,
    ...output,
    ...assign,
    ...language,
    ResultSelector: ['template'],
    ResultPath: ['path', 'null'],
    ...handlers,
    ItemsPath: [...paths],
    Items: ['literal', 'expression'],
    ItemSelector: ['template'],
    Parameters: ['template'],
    MaxConcurrency: ['number'],
    MaxConcurrencyPath: ['path'],
    ItemProcessor: ['processor'],
    Iterator: ['processor'],
    ItemBatcher: ['MaxItemsPerBatch'],
    Label: ['text'],
    ToleratedFailureCount: ['number'],
    ToleratedFailureCountPath: ['path'],
    ToleratedFailurePercentage: ['number'],
    ToleratedFailurePercentagePath: ['path'],
  },
  Succeed: { ...input, ...output, ...language },
  Fail: {
    ...language,
    Error: ['text', 'expression'],
    Cause: ['text', 'expression'],
    ErrorPath: [...paths, 'call'],
    CausePath: [...paths, 'call'],
  },
  retrier: {
    ErrorEquals: errors,
    IntervalSeconds: ['number'],
    MaxAttempts: ['number'],
    BackoffRate: ['number'],
    MaxDelaySeconds: ['number'],
    JitterStrategy: ['FULL', 'NONE'],
  },
  catcher: { ErrorEquals: errors, ResultPath: ['path'], ...assign, Next: types },
  rule: {
    Next: types,
    ...assign,
    And: ['rule'],
    Or: ['rule'],
    Not: ['rule'],
    Variable: ['path', 'context'],
    Condition: ['expression'],
    ...Object.fromEntries(comparisons.map((name) => [name, ['operand']])),
  },
  template: { member: sources },
};

/** `Pass -InputPath-> null` */
export const edge = (from: string, field: string, to: string): string => `${from} -${field}-> ${to}`;
/** Two edges, the second from where the first leads. */
export const pair = (first: string, second: string): string => `${first} | ${second}`;

export interface Edges {
  readonly edges: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
}

/** Every edge, and every two edges that may follow each other. */
export function allEdges(): Edges {
  const edges = new Set<string>();
  const pairs = new Set<string>();
  for (const [from, fields] of Object.entries(grammar)) {
    for (const [field, targets] of Object.entries(fields)) {
      for (const to of targets) {
        const first = edge(from, field, to);
        edges.add(first);
        for (const [then, ends] of Object.entries(grammar[to] ?? {})) {
          for (const end of ends) pairs.add(pair(first, edge(to, then, end)));
        }
      }
    }
  }
  return { edges, pairs };
}
