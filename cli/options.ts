import { InvalidArgumentError } from 'commander';
import type { RelayAddress } from '../harness/lambda-relay.js';

/** A whole number in a range, for an option. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
      throw new InvalidArgumentError(`It must be a whole number ${range}.`);
    }
    return value;
  };
}

/** A time of some seconds: `300`, `300s`, `5m`. */
export function seconds(text: string): number {
  const match = /^(\d+)(s|m)?$/.exec(text);
  const value = Number(match?.[1]) * (match?.[2] === 'm' ? 60 : 1);
  if (match === null || value < 1 || value > 86_400) {
    throw new InvalidArgumentError('It must be a time of at least a second and at most a day, as in 300s or 5m.');
  }
  return value;
}

/** Collects an option that may be given more than once. */
export function repeated<Value>(
  parse: (text: string) => Value,
): (text: string, before: Value[] | undefined) => Value[] {
  return (text, before = []) => [...before, parse(text)];
}

/** A text that says something. */
export function nonEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** The name of a region, as it stands in ARNs and credential scopes: `us-east-1`. */
export function regionName(text: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) {
    throw new InvalidArgumentError('It must be a name such as us-east-1: small letters, digits and hyphens.');
  }
  return text;
}

/** How many machines, definitions and sequences laws draw when nobody says. */
export const DEFAULT_RUNS = 100;

/** Where a run answers for Lambda functions: `http://127.0.0.1:9001`. */
export function lambdaEndpoint(text: string): RelayAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  const port = Number(url?.port);
  if (url?.protocol !== 'http:' || host === '' || port === 0 || url.pathname !== '/' || url.search !== '') {
    throw new InvalidArgumentError(
      'It must be an http URL of an address of this machine, with its port: http://127.0.0.1:9001.',
    );
  }
  return { host, port };
}

/** One of a few words. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw new InvalidArgumentError(`It must be one of: ${words.join(', ')}.`);
    return found;
  };
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `2/4`: the second part of four. */
export function shard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match === null || index < 1 || index > count) {
    throw new InvalidArgumentError('It must be I/N with I from 1 to N, as in 2/4.');
  }
  return { index, count };
}

export const reportKinds = ['json', 'junit', 'html', 'markdown', 'badge', 'github'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Where one report goes. `-` is standard output. */
export interface ReportFile {
  readonly kind: ReportKind;
  readonly path: string;
}

const DEFAULT_PATHS: Readonly<Record<ReportKind, string>> = {
  json: 'conformance-report/report.json',
  junit: 'conformance-report/junit.xml',
  html: 'conformance-report/report.html',
  markdown: 'conformance-report/report.md',
  badge: 'conformance-report/badge.json',
  // GitHub reads annotations from what a step prints.
  github: '-',
};

/** `json`, `junit=path/to/file.xml`. */
export function reportFile(text: string): ReportFile {
  const at = text.indexOf('=');
  const kind = oneOf(...reportKinds)(at < 0 ? text : text.slice(0, at));
  const path = at < 0 ? DEFAULT_PATHS[kind] : text.slice(at + 1);
  if (path === '') throw new InvalidArgumentError('The path after = is missing.');
  return { kind, path };
}
