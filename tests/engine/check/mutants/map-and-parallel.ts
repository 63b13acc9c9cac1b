import { distributed, leadingTo, machine, map, pass } from '../definitions.js';
import type { Mutant } from './mutant.js';
import { batched, csv, json, mapped, mappedFar, one, twoBranches, written } from './twins.js';

export const mapAndParallelMutants: Mutant[] = [
  // Parallel
  { rule: 'required-field', change: 'no Branches', twin: twoBranches, mutate: (m) => m.remove('States.A.Branches') },
  {
    rule: 'value-empty',
    change: 'no branch in Branches',
    twin: twoBranches,
    mutate: (m) => {
      m.set('States.A.Branches', []);
    },
  },
  {
    rule: 'required-field',
    change: 'a branch without StartAt',
    twin: twoBranches,
    mutate: (m) => m.remove('States.A.Branches[0].StartAt'),
  },
  {
    rule: 'unsupported-field',
    change: 'TimeoutSeconds of a branch',
    twin: twoBranches,
    mutate: (m) => {
      m.set('States.A.Branches[0].TimeoutSeconds', 1);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'QueryLanguage of a branch',
    twin: twoBranches,
    mutate: (m) => {
      m.set('States.A.Branches[0].QueryLanguage', 'JSONata');
    },
  },

  // Map
  {
    rule: 'required-field',
    change: 'no ItemProcessor',
    twin: mapped,
    mutate: (m) => m.remove('States.A.ItemProcessor'),
  },
  {
    rule: 'exclusive-fields',
    change: 'ItemProcessor and Iterator',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.Iterator', machine({ Other: pass }));
    },
  },
  {
    rule: 'exclusive-fields',
    change: 'MaxConcurrency and MaxConcurrencyPath',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.MaxConcurrencyPath', '$.n');
    },
  },
  {
    rule: 'value-range',
    change: 'negative MaxConcurrency',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.MaxConcurrency', -1);
    },
  },
  {
    rule: 'reference-path',
    change: 'ItemsPath with a wildcard',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.ItemsPath', '$.orders[*]');
    },
  },
  {
    rule: 'processor-execution-type',
    change: 'a distributed Map without ExecutionType',
    twin: mappedFar,
    mutate: (m) => {
      m.remove('States.A.ItemProcessor.ProcessorConfig.ExecutionType');
    },
  },
  {
    rule: 'processor-execution-type',
    change: 'an inline Map with ExecutionType',
    twin: one(map({}, { Mode: 'INLINE' })),
    mutate: (m) => {
      m.set('States.A.ItemProcessor.ProcessorConfig.ExecutionType', 'STANDARD');
    },
  },
  {
    rule: 'value-enum',
    change: 'an unknown Mode',
    twin: one(map({}, { Mode: 'INLINE' })),
    mutate: (m) => {
      m.set('States.A.ItemProcessor.ProcessorConfig.Mode', 'REMOTE');
    },
  },
  {
    rule: 'value-range',
    change: 'ToleratedFailurePercentage above 100',
    twin: mappedFar,
    mutate: (m) => {
      m.set('States.A.ToleratedFailurePercentage', 101);
    },
  },
  {
    rule: 'label-name',
    change: 'a Label of 41 characters',
    twin: mappedFar,
    mutate: (m) => {
      m.set('States.A.Label', 'l'.repeat(41));
    },
  },
  {
    rule: 'label-name',
    change: 'a Label with a space',
    twin: mappedFar,
    mutate: (m) => {
      m.set('States.A.Label', 'my orders');
    },
  },
  {
    rule: 'label-unique',
    change: 'two Maps with one Label',
    twin: machine({
      A: leadingTo(map({ Label: 'a' }, distributed), 'B'),
      B: {
        Type: 'Map',
        Label: 'b',
        ItemProcessor: { ProcessorConfig: distributed, ...machine({ Other: pass }) },
        End: true,
      },
    }),
    mutate: (m) => {
      m.set('States.B.Label', 'a');
    },
  },
  {
    rule: 'reader-resource',
    change: 'an ItemReader that reads from elsewhere',
    twin: json,
    mutate: (m) => {
      m.set('States.A.ItemReader.Resource', 'arn:aws:states:::s3:headObject');
    },
  },
  {
    rule: 'value-enum',
    change: 'an unknown InputType',
    twin: json,
    mutate: (m) => {
      m.set('States.A.ItemReader.ReaderConfig.InputType', 'XML');
    },
  },
  {
    rule: 'reader-csv-header',
    change: 'CSV without CSVHeaderLocation',
    twin: csv,
    mutate: (m) => {
      m.remove('States.A.ItemReader.ReaderConfig.CSVHeaderLocation');
    },
  },
  {
    rule: 'reader-csv-header',
    change: 'given headers that are not given',
    twin: csv,
    mutate: (m) => {
      m.set('States.A.ItemReader.ReaderConfig.CSVHeaderLocation', 'GIVEN');
    },
  },
  {
    rule: 'exclusive-fields',
    change: 'MaxItems and MaxItemsPath',
    twin: json,
    mutate: (m) => {
      m.set('States.A.ItemReader.ReaderConfig.MaxItemsPath', '$.n');
    },
  },
  {
    rule: 'required-field',
    change: 'a ResultWriter of nothing',
    twin: written,
    mutate: (m) => {
      m.set('States.A.ResultWriter', {});
    },
  },
  {
    rule: 'unsupported-field',
    change: 'an unknown field of ItemBatcher',
    twin: batched,
    mutate: (m) => {
      m.set('States.A.ItemBatcher.MaxItems', 3);
    },
  },
];
