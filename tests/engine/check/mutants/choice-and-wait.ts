import { choice } from '../definitions.js';
import type { Mutant } from './mutant.js';
import { and, compare, one, wait, waitUntil } from './twins.js';

export const choiceAndWaitMutants: Mutant[] = [
  // Choice
  { rule: 'required-field', change: 'no Choices', twin: compare, mutate: (m) => m.remove('States.Pick.Choices') },
  {
    rule: 'value-empty',
    change: 'Choices without a rule',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Choices', []);
    },
  },
  {
    rule: 'required-field',
    change: 'a rule without Next',
    twin: compare,
    mutate: (m) => m.remove('States.Pick.Choices[0].Next'),
  },
  {
    rule: 'choice-operator',
    change: 'no operator',
    twin: compare,
    mutate: (m) => m.remove('States.Pick.Choices[0].NumericEquals'),
  },
  {
    rule: 'choice-operator',
    change: 'two operators',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].NumericLessThan', 5);
    },
  },
  {
    rule: 'choice-operator',
    change: 'an operator beside And',
    twin: and,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].StringEquals', 'a');
    },
  },
  {
    rule: 'choice-operand',
    change: 'a string for a number',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].NumericEquals', '1');
    },
  },
  {
    rule: 'choice-operand',
    change: 'a string for a boolean',
    twin: choice({ Variable: '$.n', IsPresent: true, Next: 'Done' }),
    mutate: (m) => {
      m.set('States.Pick.Choices[0].IsPresent', 'true');
    },
  },
  {
    rule: 'choice-operand',
    change: 'a number for a string pattern',
    twin: choice({ Variable: '$.n', StringMatches: 'a*', Next: 'Done' }),
    mutate: (m) => {
      m.set('States.Pick.Choices[0].StringMatches', 1);
    },
  },
  {
    rule: 'timestamp',
    change: 'an operand that is no timestamp',
    twin: choice({ Variable: '$.t', TimestampLessThan: '2030-01-01T00:00:00Z', Next: 'Done' }),
    mutate: (m) => {
      m.set('States.Pick.Choices[0].TimestampLessThan', '2030-01-01');
    },
  },
  {
    rule: 'reference-path',
    change: 'Variable is no path',
    twin: compare,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].Variable', 'n');
    },
  },
  {
    rule: 'reference-path',
    change: 'a Path operator without a path',
    twin: choice({ Variable: '$.n', NumericEqualsPath: '$.m', Next: 'Done' }),
    mutate: (m) => {
      m.set('States.Pick.Choices[0].NumericEqualsPath', 'm');
    },
  },
  {
    rule: 'choice-selector',
    change: 'no Variable',
    twin: compare,
    mutate: (m) => m.remove('States.Pick.Choices[0].Variable'),
  },
  {
    rule: 'choice-selector',
    change: 'And beside Variable',
    twin: and,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].Variable', '$.n');
    },
  },
  {
    rule: 'choice-nested-next',
    change: 'Next in a rule of And',
    twin: and,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].And[0].Next', 'Done');
    },
  },
  {
    rule: 'choice-nested-next',
    change: 'Next in the rule of Not',
    twin: choice({ Not: { Variable: '$.n', IsNull: true }, Next: 'Done' }),
    mutate: (m) => {
      m.set('States.Pick.Choices[0].Not.Next', 'Done');
    },
  },
  {
    rule: 'value-empty',
    change: 'And of nothing',
    twin: and,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].And', []);
    },
  },

  // Wait
  { rule: 'required-field', change: 'none of the four times', twin: wait, mutate: (m) => m.remove('States.A.Seconds') },
  {
    rule: 'exclusive-fields',
    change: 'two of the four times',
    twin: wait,
    mutate: (m) => {
      m.set('States.A.SecondsPath', '$.s');
    },
  },
  {
    rule: 'value-range',
    change: 'negative Seconds',
    twin: wait,
    mutate: (m) => {
      m.set('States.A.Seconds', -1);
    },
  },
  {
    rule: 'value-range',
    change: 'Seconds above the limit',
    twin: wait,
    mutate: (m) => {
      m.set('States.A.Seconds', 100_000_000);
    },
  },
  {
    rule: 'field-type',
    change: 'Seconds is no integer',
    twin: wait,
    mutate: (m) => {
      m.set('States.A.Seconds', 1.5);
    },
  },
  {
    rule: 'timestamp',
    change: 'a timestamp without a zone',
    twin: waitUntil,
    mutate: (m) => {
      m.set('States.A.Timestamp', '2030-01-02T03:04:05');
    },
  },
  {
    rule: 'timestamp',
    change: 'a timestamp in a month that is none',
    twin: waitUntil,
    mutate: (m) => {
      m.set('States.A.Timestamp', '2030-13-02T03:04:05Z');
    },
  },
  {
    rule: 'timestamp',
    change: 'a timestamp on a day that is none',
    twin: waitUntil,
    mutate: (m) => {
      m.set('States.A.Timestamp', '2030-02-30T03:04:05Z');
    },
  },
  {
    rule: 'timestamp',
    change: 'a timestamp with a small t',
    twin: waitUntil,
    mutate: (m) => {
      m.set('States.A.Timestamp', '2030-01-02t03:04:05Z');
    },
  },
  {
    rule: 'reference-path',
    change: 'SecondsPath into the context object',
    twin: one({ Type: 'Wait', SecondsPath: '$.s', End: true }),
    mutate: (m) => {
      m.set('States.A.SecondsPath', '$$.s');
    },
  },
];
