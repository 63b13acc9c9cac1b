import { expect, test } from 'vitest';
import type { RunOptions } from '../../../cli/run.js';
import { nextSteps } from '../../../cli/runner/next-steps.js';
import { failed, passed, plan, report } from '../../reporters/sample.js';

const asked = (more: Partial<RunOptions> = {}): RunOptions => ({
  target: 'http://user:secret@localhost:4566',
  edition: 'current',
  runs: 100,
  client: 'wire',
  timeout: 60,
  region: 'us-east-1',
  ...more,
});
const red = report([failed(plan('sfn/tags/a'))]);

/** What is said of one of the ways to go on. */
const step = (title: string, options: RunOptions, of = red): string | undefined =>
  nextSteps(options, of, '/tmp/report.json')
    .find((line) => line.startsWith(`  ${title}  `))
    ?.replace(/^ {2}.*? {2,}/, '');

test('nothing is to be done where all is as expected', () => {
  expect(nextSteps(asked(), report([passed(plan('sfn/tags/a'))]), undefined)).toEqual([]);
});

test('one case is run again by its id, with what was drawn, and without a password', () => {
  expect(step('one case again', asked())).toBe(
    'npx sfn-conformance run --target http://localhost:4566 --suite sfn/tags --grep sfn/tags/a --seed 7',
  );
});

test('one case is run again as the target was reached and judged before', () => {
  const options = asked({
    edition: '2017-03-30',
    askedRegion: 'eu-west-1',
    credentials: 'env',
    ca: 'my ca.pem',
    has: ['durable', 'auth'],
    lambdaEndpoint: { host: '127.0.0.1', port: 9001 },
    client: 'sdk',
  });
  expect(step('one case again', options)).toBe(
    [
      'npx sfn-conformance run --target http://localhost:4566 --edition 2017-03-30 --region eu-west-1 --credentials env',
      "--ca 'my ca.pem' --has durable --has auth --lambda-endpoint http://127.0.0.1:9001 --client sdk",
      '--suite sfn/tags --grep sfn/tags/a --seed 7',
    ].join(' '),
  );
});

test('one case draws as much as before', () => {
  expect(step('one case again', asked({ runs: 5_000 }))).toMatch(/ --seed 7 --runs 5000$/);
  expect(step('one case again', asked({ runs: 1_000_000, timeBudget: 300 }))).toMatch(/ --seed 7 --time-budget 300s$/);
});

test('failures are taken as known by a run of the same cases', () => {
  expect(step('take this as known', asked({ suite: ['sfn/*'], has: ['auth'] }))).toBe(
    "npx sfn-conformance run --target http://localhost:4566 --has auth --suite 'sfn/*' --expectations known.yaml --update-expectations",
  );
  expect(step('take this as known', asked({ expectations: 'own' }))).toBeUndefined();
});
