import { type Check, isObject } from './context.js';
import { jsonata, jsonPath, list, object, table } from './fields.js';
import { jsonataObject, jsonataString } from './jsonata-values.js';
import { anyTemplate, referencePath, template } from './path-values.js';
import { enumeration, integer, text } from './values.js';
import { VariableScope } from './variables.js';

const executionTypes = ['STANDARD', 'EXPRESS'] as const;
const _mode = enumeration(['INLINE', 'DISTRIBUTED']);

/** The rules of an ItemProcessor, or of an Iterator, as it was called before. */
export const processor: Check = (value, place, context) => {
  const config = isObject(value) && isObject(value.ProcessorConfig) ? value.ProcessorConfig : {};
  const distributed = config.Mode === 'DISTRIBUTED';
  const executionType = executionTypes.find((type) => type === config.ExecutionType);
  if (distributed && context.type === 'EXPRESS')
    context.report.add(
      'express-distributed-map',
      "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
      place.at('ProcessorConfig').at('Mode'),
    );
  context.machine.checkBranch(value, 'processor', place, {
    ...context.machine,
    type: (distributed && executionType) || context.type,
    variables: new VariableScope(context.variables, distributed),
    depth: context.machine.depth + 1,
  });
};

const configFields = object({
  fields: table({ Mode: enumeration(['INLINE', 'DISTRIBUTED']), ExecutionType: enumeration(executionTypes) }),
});

export const processorConfig: Check = (value, place, context) => {
  configFields(value, place, context);
  if (!isObject(value)) return;
  const typed = Object.hasOwn(value, 'ExecutionType');
  const distributed = value.Mode === 'DISTRIBUTED';
  if (distributed && !typed)
    context.report.add('processor-execution-type', 'These fields are required: [ExecutionType]', place);
  if (!distributed && typed)
    context.report.add('processor-execution-type', "Field 'ExecutionType' is not supported", place);
};

const supportedResource =
  (pattern: RegExp): Check =>
  (value, place, context) => {
    if (typeof value !== 'string') context.report.add('field-type', 'Expected value of type [STRING]', place);
    else if (!pattern.test(value))
      context.report.add('reader-resource', "The field 'Resource' does not match any of the allowed values", place);
  };

const readerConfigFields = object({
  fields: table({
    InputType: enumeration(['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET']),
    Transformation: enumeration(['NONE', 'LOAD_AND_FLATTEN']),
    ManifestType: enumeration(['S3_INVENTORY', 'ATHENA_DATA']),
    CSVHeaderLocation: enumeration(['FIRST_ROW', 'GIVEN']),
    CSVHeaders: list(text),
    CSVDelimiter: enumeration(['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB']),
    ItemsPointer: text,
    MaxItems: integer(0, 100_000_000),
    MaxItemsPath: jsonPath(referencePath),
  }),
  exclusive: [['MaxItems', 'MaxItemsPath']],
});

const readerConfig: Check = (value, place, context) => {
  readerConfigFields(value, place, context);
  if (!isObject(value)) return;
  const { report } = context;
  const located = Object.hasOwn(value, 'CSVHeaderLocation');
  if (value.InputType === 'CSV' && !located)
    report.add('reader-csv-header', "The field 'CSVHeaderLocation' is required", place);
  if (value.InputType === 'JSON' && located)
    report.add('reader-csv-header', "Field 'CSVHeaderLocation' is not supported", place);
  if (value.CSVHeaderLocation === 'GIVEN' && !Object.hasOwn(value, 'CSVHeaders'))
    report.add('reader-csv-header', 'These fields are required: [CSVHeaders]', place);
};

export const itemReader: Check = object({
  fields: table({
    Comment: text,
    Resource: supportedResource(/^arn:[a-z0-9-]+:states:::s3:(?:getObject|listObjectsV2)$/),
    Parameters: jsonPath(template),
    Arguments: jsonata(jsonataObject),
    ReaderConfig: readerConfig,
  }),
  required: ['Resource'],
});

export const resultWriter: Check = (value, place, context) => {
  writer(value, place, context);
  if (!isObject(value)) return;
  const field = context.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (has('Resource') && !has(field) && !has(field === 'Arguments' ? 'Parameters' : 'Arguments'))
    context.report.add('required-field', `These fields are required: [${field}]`, place);
  if (!has('Resource') && !has('WriterConfig'))
    context.report.add('required-field', 'These fields are required: [Resource]', place);
};

const writer = object({
  fields: table({
    Comment: text,
    Resource: supportedResource(/^arn:[a-z0-9-]+:states:::s3:putObject$/),
    Parameters: jsonPath(template),
    Arguments: jsonata(jsonataObject),
    WriterConfig: object({
      fields: table({
        Transformation: enumeration(['NONE', 'COMPACT', 'FLATTEN']),
        OutputType: enumeration(['JSON', 'JSONL']),
      }),
      required: ['Transformation', 'OutputType'],
    }),
  }),
});

export const itemBatcher: Check = object({
  fields: table({
    Comment: text,
    MaxItemsPerBatch: integer(0),
    MaxItemsPerBatchPath: jsonPath(referencePath),
    MaxInputBytesPerBatch: integer(0),
    MaxInputBytesPerBatchPath: jsonPath(referencePath),
    BatchInput: anyTemplate,
  }),
  exclusive: [
    ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
    ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
  ],
});

/** Items: an array, an object or an expression that makes one of them. */
export const items: Check = (value, place, context) => {
  if (typeof value === 'string') jsonataString(value, place, context);
  else if (typeof value !== 'object' || value === null)
    context.report.add('field-type', 'Expected value of type [ARRAY, OBJECT]', place);
};
