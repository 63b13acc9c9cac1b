import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CheckOptions, refusal, refusalOfState, validateDefinition } from '../../../engine/asl/check/index.js';
import { packageRoot } from '../../../specs/package-root.js';

const folder = join(packageRoot, '..', 'shared', 'aws-recordings', 'open');

interface Call {
  call?: string;
  params?: {
    definition?: string;
    stateName?: string;
    type?: CheckOptions['type'];
    severity?: 'ERROR' | 'WARNING';
    maxResults?: number;
  };
}
interface Step extends Call {
  expectError?: { code: string; message: string };
  recordedAs?: string[];
  external?: { equivalent?: Call };
}
interface Case {
  id: string;
  requests: Step[];
  recorded: Record<string, unknown>;
}

/** A call of the corpus that hands over a definition, and what real AWS said to it. */
interface Recording {
  id: string;
  text: string;
  params: NonNullable<Call['params']>;
  call: string;
  /** the detail of the refusal; `undefined` when AWS took the definition */
  refused: string | undefined;
  validation: unknown;
}

const calls = ['CreateStateMachine', 'UpdateStateMachine', 'TestState', 'ValidateStateMachineDefinition'];

/** References to earlier answers stand for ARNs; which ones doesn't matter here. */
function withArns(text: string): string {
  return text
    .replace(/\{\{s\d+\.activityArn\}\}/g, 'arn:aws:states:us-east-1:111111111111:activity:a')
    .replace(/\{\{[^}]*Arn[^}]*\}\}/g, 'arn:aws:lambda:us-east-1:111111111111:function:f');
}

function* recordings(): Generator<Recording> {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cases: Case[] };
    for (const { id, requests, recorded } of cases)
      for (const step of requests) {
        const { call, params } = step.external?.equivalent ?? step;
        if (call === undefined || params?.definition === undefined || !calls.includes(call)) continue;
        const error = step.expectError;
        const refused =
          error?.code === 'InvalidDefinition'
            ? /^Invalid State Machine Definition: '(.*)'$/s.exec(error.message)?.[1]
            : undefined;
        const validation = call === 'ValidateStateMachineDefinition' ? recorded[step.recordedAs?.[0] ?? ''] : undefined;
        yield { id, text: withArns(params.definition), params, call, refused, validation };
      }
  }
}

const here = existsSync(folder);

describe.skipIf(!here)('definitions that real AWS judged (skipped where ../shared is not there)', () => {
  const all = here ? [...recordings()] : [];
  const judge = ({ text, params, call }: Recording): string | undefined =>
    (call === 'TestState' && params.stateName === undefined ? refusalOfState : refusal)(text, {
      type: params.type ?? 'STANDARD',
    });

  test('there are hundreds', () => {
    expect(all.length).toBeGreaterThan(500);
  });

  test('each is accepted or refused as AWS did, in the same words', () => {
    const judged = all.filter(({ validation }) => validation === undefined);
    expect(judged.map((recording) => ({ id: recording.id, refused: judge(recording) }))).toEqual(
      judged.map(({ id, refused }) => ({ id, refused })),
    );
  });

  test('each validation has the same diagnostics', () => {
    const validated = all.filter(({ validation }) => validation !== undefined);
    expect(validated.length).toBeGreaterThan(0);
    for (const { text, params, validation } of validated) {
      const { severity, maxResults, type } = params;
      const options = {
        ...(type && { type }),
        ...(severity && { severity }),
        ...(maxResults !== undefined && { maxResults }),
      };
      const { ResponseMetadata: _, ...expected } = validation as Record<string, unknown>;
      expect(validateDefinition(text, options)).toEqual(expected);
    }
  });
});
