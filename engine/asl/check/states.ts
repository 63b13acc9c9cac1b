import type { JsonObject } from '../doc.js';
import { assign } from './assign.js';
import { choices } from './choice.js';
import { type Check, type Field, type Fields, isObject, type StateContext, type StateType } from './context.js';
import { catches, retry } from './errors.js';
import { jsonata, jsonPath, list, object, table } from './fields.js';
import { jsonataObject, jsonataValue } from './jsonata-values.js';
import { itemBatcher, itemReader, items, processor, resultWriter } from './map.js';
import {
  anyTemplate,
  path,
  pathOrIntrinsic,
  referenceOrContextPath,
  referencePath,
  resultPath,
  template,
} from './path-values.js';
import {
  anything,
  boolean,
  enumeration,
  holdsPath,
  integer,
  literalInteger,
  literalTimestamp,
  number,
  staticText,
  text,
  textOrJsonata,
  timestamp,
} from './values.js';
import { VariableScope } from './variables.js';

/** The state types of today, in the order in which AWS lists them. */
export const stateTypes: readonly StateType[] = [
  'Task',
  'Wait',
  'Pass',
  'Succeed',
  'Fail',
  'Choice',
  'Parallel',
  'Map',
];

const languages = enumeration(['JSONPath', 'JSONata'], 'query-language');
const mostSeconds = 99_999_999;

const branches: Check = list((value, place, context) => {
  context.machine.checkBranch(value, 'branch', place, {
    ...context.machine,
    type: context.type,
    variables: new VariableScope(context.variables),
    depth: context.machine.depth + 1,
  });
}, 'not-empty');

const staticResult: Check = (value, place, context) => {
  if (holdsPath(value))
    context.report.add(
      'pass-result-static',
      'The Result of a Pass state is static: paths in it are not evaluated',
      place,
    );
};

const credentials: Check = (value, place, context) => {
  const spec: Fields = {
    fields: table(
      context.language === 'JSONata' ? { RoleArn: textOrJsonata } : { RoleArn: text, 'RoleArn.$': anything },
    ),
  };
  object(spec)(value, place, context);
  if (!isObject(value)) return;
  if (context.language === 'JSONPath') template(value, place, context);
  if (!Object.hasOwn(value, 'RoleArn') && !Object.hasOwn(value, 'RoleArn.$'))
    context.report.add('credentials', "The field 'RoleArn' is required but was missing", place);
};

type Table = Readonly<Record<string, Field | Check>>;

const every: Table = { Type: anything, Comment: text, QueryLanguage: languages };
const leaves: Table = { Next: text, End: boolean };
const inputAndOutput: Table = { InputPath: jsonPath(path), OutputPath: jsonPath(path), Output: jsonata(jsonataValue) };
const flow: Table = { ...every, ...leaves, ...inputAndOutput, Assign: assign };
const result: Table = { Parameters: jsonPath(template), ResultPath: jsonPath(resultPath) };
const withResult =
  (check: Check): Check =>
  (value, place, context) =>
    check(value, place, context.within('result'));
const work: Table = {
  ...flow,
  ...result,
  Assign: withResult(assign),
  Output: jsonata(withResult(jsonataValue)),
  ResultSelector: jsonPath(template),
  Retry: retry,
  Catch: catches,
};

const timeout = [
  ['TimeoutSeconds', 'TimeoutSecondsPath'],
  ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
];

/** Today's fields, by state type. */
const current: Readonly<Record<StateType, Fields>> = {
  Pass: { fields: table({ ...flow, ...result, Result: jsonPath(staticResult) }) },
  Task: {
    fields: table({
      ...work,
      Resource: anything,
      Arguments: jsonata(jsonataObject),
      Credentials: credentials,
      TimeoutSeconds: integer(1, mostSeconds),
      TimeoutSecondsPath: jsonPath(referencePath),
      HeartbeatSeconds: integer(1, mostSeconds),
      HeartbeatSecondsPath: jsonPath(referencePath),
    }),
    required: ['Resource'],
    exclusive: timeout,
  },
  Wait: {
    fields: table({
      ...flow,
      Seconds: integer(0, mostSeconds),
      SecondsPath: jsonPath(referencePath),
      Timestamp: timestamp,
      TimestampPath: jsonPath(referencePath),
    }),
    one: [['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp']],
  },
  Choice: {
    fields: table({ ...every, ...inputAndOutput, Assign: assign, Choices: choices, Default: text }),
    required: ['Choices'],
  },
  Succeed: { fields: table({ ...every, ...inputAndOutput }) },
  Fail: {
    fields: table({
      ...every,
      Error: staticText,
      ErrorPath: jsonPath(pathOrIntrinsic('ErrorPath')),
      Cause: staticText,
      CausePath: jsonPath(pathOrIntrinsic('CausePath')),
    }),
    exclusive: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
  },
  Parallel: {
    fields: table({ ...work, Arguments: jsonata(jsonataValue), Branches: branches }),
    required: ['Branches'],
  },
  Map: {
    fields: table({
      ...work,
      ItemProcessor: processor,
      Iterator: processor,
      Items: jsonata(items),
      ItemsPath: jsonPath(referenceOrContextPath),
      ItemSelector: anyTemplate,
      ItemReader: itemReader,
      ItemBatcher: itemBatcher,
      ResultWriter: resultWriter,
      MaxConcurrency: integer(0),
      MaxConcurrencyPath: jsonPath(referencePath),
      ToleratedFailurePercentage: number(0, 100),
      ToleratedFailurePercentagePath: jsonPath(referencePath),
      ToleratedFailureCount: integer(0),
      ToleratedFailureCountPath: jsonPath(referencePath),
      Label: text,
    }),
    one: [['ItemProcessor', 'Iterator']],
    exclusive: [
      ['MaxConcurrency', 'MaxConcurrencyPath'],
      ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
      ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
      ['Parameters', 'ItemSelector'],
    ],
  },
};

const every2017: Table = { Type: anything, Comment: text };
const data2017: Table = { InputPath: path, OutputPath: path };
const flow2017: Table = { ...every2017, ...leaves, ...data2017 };

/** The fields of the language's first year: no parameters, selectors, maps or query languages. */
const fields2017: Readonly<Partial<Record<StateType, Fields>>> = {
  Pass: { fields: table({ ...flow2017, Result: anything, ResultPath: resultPath }) },
  Task: {
    fields: table({
      ...flow2017,
      Resource: anything,
      ResultPath: resultPath,
      Retry: retry,
      Catch: catches,
      TimeoutSeconds: literalInteger(1, mostSeconds),
      HeartbeatSeconds: literalInteger(1, mostSeconds),
    }),
    required: ['Resource'],
  },
  Wait: {
    fields: table({
      ...flow2017,
      Seconds: literalInteger(0, mostSeconds),
      SecondsPath: referencePath,
      Timestamp: literalTimestamp('field-type'),
      TimestampPath: referencePath,
    }),
    one: [['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp']],
  },
  Choice: { fields: table({ ...every2017, ...data2017, Choices: choices, Default: text }), required: ['Choices'] },
  Succeed: { fields: table({ ...every2017, ...data2017 }) },
  Fail: { fields: table({ ...every2017, Error: text, Cause: text }) },
  Parallel: {
    fields: table({ ...flow2017, ResultPath: resultPath, Retry: retry, Catch: catches, Branches: branches }),
    required: ['Branches'],
  },
};

/** The state types of an edition, by name. */
export function stateFields(edition: StateContext['edition']): Readonly<Partial<Record<StateType, Fields>>> {
  return edition === 'current' ? current : fields2017;
}

/** Whether the state type says where it goes next. */
export function hasNext(type: StateType): boolean {
  return type !== 'Choice' && type !== 'Succeed' && type !== 'Fail';
}

/** Literal numbers only: what a path or an expression gives is known when the state runs. */
export function beatsInTime(task: JsonObject): boolean {
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: limit } = task;
  return typeof heartbeat !== 'number' || typeof limit !== 'number' || heartbeat < limit;
}
