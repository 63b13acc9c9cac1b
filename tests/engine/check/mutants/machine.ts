import { done, leadingTo, machine, parallel, pass, task } from '../definitions.js';
import type { Mutant } from './mutant.js';
import { catchAll, compare, jsonataMachine, mapped, one, parameters, twoBranches, twoStates, wait } from './twins.js';

export const machineMutants: Mutant[] = [
  // The machine
  { rule: 'required-field', change: 'no StartAt', twin: twoStates, mutate: (m) => m.remove('StartAt') },
  { rule: 'required-field', change: 'no States', twin: twoStates, mutate: (m) => m.remove('States') },
  {
    rule: 'value-empty',
    change: 'no state in States',
    twin: one(pass),
    mutate: (m) => {
      m.set('States', {});
    },
  },
  {
    rule: 'field-type',
    change: 'States is a list',
    twin: one(pass),
    mutate: (m) => {
      m.set('States', []);
    },
  },
  {
    rule: 'field-type',
    change: 'StartAt is a number',
    twin: one(pass),
    mutate: (m) => {
      m.set('StartAt', 1);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'an unknown field of the machine',
    twin: one(pass),
    mutate: (m) => {
      m.set('startAt', 'A');
    },
  },
  {
    rule: 'value-enum',
    change: 'Version 1.1',
    twin: one(pass, { Version: '1.0' }),
    mutate: (m) => {
      m.set('Version', '1.1');
    },
  },
  {
    rule: 'value-range',
    change: 'a negative TimeoutSeconds of the machine',
    twin: one(pass, { TimeoutSeconds: 5 }),
    mutate: (m) => {
      m.set('TimeoutSeconds', -1);
    },
  },
  {
    rule: 'query-language',
    change: 'an unknown QueryLanguage',
    twin: one(pass, jsonataMachine),
    mutate: (m) => {
      m.set('QueryLanguage', 'jsonata');
    },
  },
  {
    rule: 'field-type',
    change: 'Comment is an object',
    twin: one(pass, { Comment: 'x' }),
    mutate: (m) => {
      m.set('Comment', {});
    },
  },

  // Every state
  { rule: 'required-field', change: 'no Type', twin: one(pass), mutate: (m) => m.remove('States.A.Type') },
  {
    rule: 'state-type',
    change: 'an unknown Type',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.Type', 'Passes');
    },
  },
  {
    rule: 'field-type',
    change: 'a state is a string',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A', 'Pass');
    },
  },
  { rule: 'next-or-end', change: 'neither Next nor End', twin: one(pass), mutate: (m) => m.remove('States.A.End') },
  {
    rule: 'next-or-end',
    change: 'Next and End',
    twin: twoStates,
    mutate: (m) => {
      m.set('States.A.End', true);
    },
  },
  {
    rule: 'next-or-end',
    change: 'End is false',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.End', false);
    },
  },
  {
    rule: 'field-type',
    change: 'End is a string',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.End', 'true');
    },
  },
  {
    rule: 'unsupported-field',
    change: 'End on a Choice',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.End', true);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'Next on a Succeed',
    twin: machine({ A: { Type: 'Pass', Next: 'B' }, B: done }),
    mutate: (m) => {
      m.set('States.B.Next', 'A');
    },
  },
  {
    rule: 'unsupported-field',
    change: 'Retry on a Pass',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.Retry', []);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'ResultPath on a Wait',
    twin: wait,
    mutate: (m) => {
      m.set('States.A.ResultPath', null);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'TimeoutSeconds on a Map',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.TimeoutSeconds', 5);
    },
  },
  {
    rule: 'unsupported-field',
    change: 'a field called __proto__',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A', JSON.parse('{"Type":"Pass","End":true,"__proto__":{}}'));
    },
  },
  {
    rule: 'path-syntax',
    change: 'InputPath is no path',
    twin: one({ ...pass, InputPath: '$.order' }),
    mutate: (m) => {
      m.set('States.A.InputPath', 'order');
    },
  },
  {
    rule: 'path-syntax',
    change: 'OutputPath has an open bracket',
    twin: one({ ...pass, OutputPath: '$.a[0]' }),
    mutate: (m) => {
      m.set('States.A.OutputPath', '$.a[0');
    },
  },
  {
    rule: 'field-type',
    change: 'OutputPath is a number',
    twin: one({ ...pass, OutputPath: '$' }),
    mutate: (m) => {
      m.set('States.A.OutputPath', 1);
    },
  },
  {
    rule: 'reference-path',
    change: 'ResultPath with a wildcard',
    twin: one({ ...pass, ResultPath: '$.a[0].b' }),
    mutate: (m) => {
      m.set('States.A.ResultPath', '$.a[*].b');
    },
  },
  {
    rule: 'reference-path',
    change: 'ResultPath into the context object',
    twin: one({ ...pass, ResultPath: '$.a' }),
    mutate: (m) => {
      m.set('States.A.ResultPath', '$$.a');
    },
  },
  {
    rule: 'reference-path',
    change: 'ResultPath without a dollar',
    twin: one({ ...pass, ResultPath: '$.a' }),
    mutate: (m) => {
      m.set('States.A.ResultPath', 'a');
    },
  },
  {
    rule: 'field-type',
    change: 'Parameters is a string',
    twin: parameters,
    mutate: (m) => {
      m.set('States.A.Parameters', '$.id');
    },
  },
  {
    rule: 'template-path',
    change: 'a .$ member without a path',
    twin: parameters,
    mutate: (m) => {
      m.set("States.A.Parameters['id.$']", 'id');
    },
  },
  {
    rule: 'template-path',
    change: 'a .$ member that is a number',
    twin: parameters,
    mutate: (m) => {
      m.set("States.A.Parameters['id.$']", 7);
    },
  },
  {
    rule: 'template-path',
    change: 'a .$ member with a broken path, in a list',
    twin: one({ ...pass, Parameters: { all: [{ 'a.$': '$.a' }] } }),
    mutate: (m) => {
      m.set("States.A.Parameters.all[0]['a.$']", '$.a[');
    },
  },
  {
    rule: 'template-path',
    change: 'an intrinsic function without its bracket',
    twin: one({ ...pass, Parameters: { 'id.$': 'States.UUID()' } }),
    mutate: (m) => {
      m.set("States.A.Parameters['id.$']", 'States.UUID(');
    },
  },
  {
    rule: 'intrinsic-call',
    change: 'an unknown intrinsic function',
    twin: one({ ...pass, Parameters: { 'id.$': 'States.UUID()' } }),
    mutate: (m) => {
      m.set("States.A.Parameters['id.$']", 'States.Guid()');
    },
  },
  {
    rule: 'intrinsic-call',
    change: 'an intrinsic function with too few arguments',
    twin: one({ ...pass, Parameters: { 'n.$': 'States.MathAdd($.n, 1)' } }),
    mutate: (m) => {
      m.set("States.A.Parameters['n.$']", 'States.MathAdd($.n)');
    },
  },

  // Names and transitions
  {
    rule: 'state-name',
    change: 'a name of 81 characters',
    twin: machine({ ['n'.repeat(80)]: pass }),
    mutate: (m) => {
      m.append('StartAt', 'n');
      m.set('States', { ['n'.repeat(81)]: pass });
    },
  },
  {
    rule: 'state-name-unique',
    change: 'a name used in two branches',
    twin: twoBranches,
    mutate: (m) => {
      m.set('States.A.Branches[1]', machine({ L: pass }));
    },
  },
  {
    rule: 'state-name-unique',
    change: 'a name used inside and outside',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.ItemProcessor', machine({ A: pass }));
    },
  },
  {
    rule: 'transition-target',
    change: 'Next names no state',
    twin: machine({ A: { ...leadingTo(task, 'B'), Catch: [catchAll] }, B: pass }),
    mutate: (m) => {
      m.set('States.A.Next', 'C');
    },
  },
  {
    rule: 'transition-target',
    change: "a rule's Next names no state",
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].Next', 'Nowhere');
    },
  },
  {
    rule: 'transition-target',
    change: 'Default names no state',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Default', 'Nowhere');
    },
  },
  {
    rule: 'transition-target',
    change: "a catcher's Next names no state",
    twin: machine({ A: { ...leadingTo(task, 'B'), Catch: [catchAll] }, B: pass }),
    mutate: (m) => {
      m.set('States.A.Catch[0].Next', 'C');
    },
  },
  {
    rule: 'transition-target',
    change: 'Next leaves a branch',
    twin: machine({
      A: {
        ...leadingTo(
          parallel(
            machine({
              L: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'M' }], Default: 'M' },
              M: pass,
            }),
          ),
          'B',
        ),
      },
      B: pass,
    }),
    mutate: (m) => {
      m.set('States.A.Branches[0].States.L.Default', 'B');
    },
  },
  {
    rule: 'state-reachable',
    change: 'nothing leads to a state',
    twin: twoStates,
    mutate: (m) => {
      m.set('States.C', { ...pass });
    },
  },
  {
    rule: 'state-reachable',
    change: 'nothing leads to a state of an item processor',
    twin: mapped,
    mutate: (m) => {
      m.set('States.A.ItemProcessor.States.Other', { ...pass });
    },
  },
  {
    rule: 'terminal-state',
    change: 'a loop without an end',
    twin: twoStates,
    mutate: (m) => {
      m.set('States.B', { Type: 'Pass', Next: 'A' });
    },
  },
];
