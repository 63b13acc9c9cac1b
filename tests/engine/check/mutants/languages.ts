import {
  activityArn,
  distributed,
  functionArn,
  integration,
  machine,
  map,
  parallel,
  pass,
  task,
} from '../definitions.js';
import type { Mutant } from './mutant.js';
import { assigned, condition, express, jsonataMachine, one, queried, retried, sent, y2017 } from './twins.js';

export const languagesMutants: Mutant[] = [
  // Query languages and JSONata
  {
    rule: 'query-language-field',
    change: 'Output in a JSONPath state',
    twin: queried,
    mutate: (m) => {
      m.remove('QueryLanguage');
    },
  },
  {
    rule: 'query-language-field',
    change: 'InputPath in a JSONata state',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.InputPath', '$');
    },
  },
  {
    rule: 'query-language-field',
    change: 'Condition in a JSONPath state',
    twin: condition,
    mutate: (m) => {
      m.remove('QueryLanguage');
    },
  },
  {
    rule: 'query-language-field',
    change: 'Items of a JSONPath Map',
    twin: one(map({ QueryLanguage: 'JSONata', Items: [1] })),
    mutate: (m) => {
      m.remove('States.A.QueryLanguage');
    },
  },
  {
    rule: 'query-language-mix',
    change: 'a JSONPath state in a JSONata machine',
    twin: one(pass, jsonataMachine),
    mutate: (m) => {
      m.set('States.A.QueryLanguage', 'JSONPath');
    },
  },
  {
    rule: 'jsonata-string',
    change: 'an expression that is not closed',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% 1 ');
    },
  },
  {
    rule: 'jsonata-string',
    change: 'Condition is no expression',
    twin: condition,
    mutate: (m) => {
      m.set('States.Pick.Choices[0].Condition', 'n = 1');
    },
  },
  {
    rule: 'jsonata-syntax',
    change: 'an expression that ends early',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% 1 + %}');
    },
  },
  {
    rule: 'jsonata-top-level',
    change: 'a name at the top level',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% $sum(prices) %}');
    },
  },
  {
    rule: 'jsonata-top-level',
    change: '$$',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% $$ %}');
    },
  },
  {
    rule: 'jsonata-states-field',
    change: '$states.errorOutput outside Catch',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% $states.errorOutput %}');
    },
  },
  {
    rule: 'jsonata-states-field',
    change: '$states.result in a state without one',
    twin: queried,
    mutate: (m) => {
      m.set('States.A.Output.total', '{% $states.result %}');
    },
  },
  {
    rule: 'integration-parameters',
    change: 'no Arguments',
    twin: one(integration('lambda:invoke', { FunctionName: 'price' }, 'Arguments'), jsonataMachine),
    mutate: (m) => m.remove('States.A.Arguments'),
  },

  // Variables
  {
    rule: 'field-type',
    change: 'Assign is a list',
    twin: assigned,
    mutate: (m) => {
      m.set('States.A.Assign', []);
    },
  },
  {
    rule: 'variable-name',
    change: 'a variable name with a dash',
    twin: assigned,
    mutate: (m) => {
      m.set('States.A.Assign', { 'a-b': 1 });
    },
  },
  {
    rule: 'variable-name',
    change: 'a variable name of 81 characters',
    twin: one({ Type: 'Pass', Assign: { ['v'.repeat(80)]: 1 }, End: true }),
    mutate: (m) => {
      m.set('States.A.Assign', { ['v'.repeat(81)]: 1 });
    },
  },
  {
    rule: 'variable-reserved',
    change: 'the variable states',
    twin: assigned,
    mutate: (m) => {
      m.set('States.A.Assign', { states: 1 });
    },
  },
  {
    rule: 'variable-scope',
    change: 'an outer variable is assigned inside',
    twin: one({ ...parallel(machine({ L: { ...pass, Assign: { inner: 1 } } })), Assign: { outer: 1 } }),
    mutate: (m) => {
      m.set('States.A.Branches[0].States.L.Assign', { outer: 2 });
    },
  },

  // Express machines
  {
    rule: 'express-sync',
    change: '.sync',
    twin: one(integration('states:startExecution', { StateMachineArn: 'arn' })),
    mutate: (m) => {
      m.append('States.A.Resource', '.sync');
    },
    options: express,
  },
  {
    rule: 'express-callback',
    change: '.waitForTaskToken',
    twin: sent,
    mutate: (m) => {
      m.append('States.A.Resource', '.waitForTaskToken');
    },
    options: express,
  },
  {
    rule: 'express-activity',
    change: 'an activity',
    twin: one(task),
    mutate: (m) => {
      m.set('States.A.Resource', activityArn);
    },
    options: express,
  },
  {
    rule: 'express-distributed-map',
    change: 'a distributed Map',
    twin: one(map({}, { Mode: 'INLINE' })),
    mutate: (m) => {
      m.set('States.A.ItemProcessor.ProcessorConfig', { ...distributed });
    },
    options: express,
  },
  {
    rule: 'express-callback',
    change: '.waitForTaskToken in the Express items of a Standard machine',
    twin: one({
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { ...distributed, ExecutionType: 'EXPRESS' },
        ...machine({ Send: integration('sns:publish', { Message: 'hello' }) }),
      },
      End: true,
    }),
    mutate: (m) => {
      m.append('States.A.ItemProcessor.States.Send.Resource', '.waitForTaskToken');
    },
  },

  // The language of 2017
  {
    rule: 'state-type',
    change: 'a Map in 2017',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A', map());
    },
    options: y2017,
  },
  {
    rule: 'unsupported-field',
    change: 'Parameters in 2017',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.Parameters', {});
    },
    options: y2017,
  },
  {
    rule: 'unsupported-field',
    change: 'QueryLanguage in 2017',
    twin: one(pass),
    mutate: (m) => {
      m.set('QueryLanguage', 'JSONPath');
    },
    options: y2017,
  },
  {
    rule: 'unsupported-field',
    change: 'Assign in 2017',
    twin: one(pass),
    mutate: (m) => {
      m.set('States.A.Assign', {});
    },
    options: y2017,
  },
  {
    rule: 'resource-known',
    change: 'a service integration in 2017',
    twin: one(task),
    mutate: (m) => {
      m.set('States.A.Resource', 'arn:aws:states:::lambda:invoke');
    },
    options: y2017,
  },
  {
    rule: 'path-syntax',
    change: 'the context object in 2017',
    twin: one({ ...pass, InputPath: '$.a' }),
    mutate: (m) => {
      m.set('States.A.InputPath', '$$.a');
    },
    options: y2017,
  },
  {
    rule: 'unsupported-field',
    change: 'MaxDelaySeconds in 2017',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].MaxDelaySeconds', 5);
    },
    options: y2017,
  },
  {
    rule: 'field-type',
    change: 'a wrong Resource type in 2017',
    twin: one({ ...task, Resource: functionArn }),
    mutate: (m) => {
      m.set('States.A.Resource', 5);
    },
    options: y2017,
  },
];
