import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readUntested } from '../../specs/untested.js';

const KMS = 'sfn:StartExecution/error/KmsThrottlingException';

describe('reasons for statements without a case', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'untested-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (
    pattern: string,
    cited: readonly string[] = [],
    reason = 'It takes a key of KMS that is throttled.',
  ) => {
    const path = join(folder, 'untested.yaml');
    writeFileSync(path, `- statements: ["${pattern}"]\n  reason: ${reason}\n`);
    return readUntested('sfn', path, new Set(cited));
  };

  test('a pattern gives its reason to all that it matches', () => {
    const reasons = read('sfn:*/error/KmsThrottlingException');
    expect(reasons.get(KMS)).toBe('It takes a key of KMS that is throttled.');
    expect(reasons.has('sfn:StartExecution/error/InvalidArn')).toBe(false);
  });

  test('a pattern that matches nothing is an error', () => {
    expect(() => read('sfn:StartExecution/error/Nothing')).toThrow(/untested\.yaml:1: .*matches no statement/);
  });

  test('a statement that is cited after all is an error', () => {
    expect(() => read('sfn:StartExecution/error/Kms*', [KMS])).toThrow(`matches ${KMS}, which a case cites`);
  });

  test('a reason is a sentence', () => {
    expect(() => read(KMS, [], 'later')).toThrow(/untested\.yaml:\d+/);
  });
});
