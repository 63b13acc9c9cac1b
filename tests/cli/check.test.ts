import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkCommand } from '../../cli/check.js';
import { CommandError } from '../../cli/exit.js';

const accepted = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}';
const refused = `{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Wait",
      "Seconds": -1,
      "End": true
    }
  }
}`;

let folder: string;
let printed: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** The exit code and the sentence with which the command ends. */
function run(...args: string[]): { code: number; sentence: string } {
  try {
    checkCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} })
      .parse(args, { from: 'user' });
    return { code: 0, sentence: '' };
  } catch (error) {
    if (error instanceof CommandError) return { code: error.exitCode, sentence: error.message };
    throw error;
  }
}

describe('check', () => {
  test('prints nothing for a definition that is accepted', () => {
    expect(run(file('a.json', accepted))).toEqual({ code: 0, sentence: '' });
    expect(printed).toBe('');
  });

  test('prints a line a diagnostic, at the place in the file, and ends with 1', () => {
    const path = file('a.asl.json', refused);
    expect(run(path)).toEqual({ code: 1, sentence: '1 error in 1 of 1 definition.' });
    expect(printed).toBe(`${path}:6:7 error value-range Minimum value is 0\n`);
  });

  test('finds the place in YAML', () => {
    const path = file('a.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: -1\n    End: true\n');
    expect(run(path).code).toBe(1);
    expect(printed).toBe(`${path}:5:5 error value-range Minimum value is 0\n`);
  });

  test('points at list items in YAML and JSON', () => {
    const states = {
      C: { Type: 'Choice', Default: 'D', Choices: [{ Variable: '$.a', IsNull: true }] },
      D: { Type: 'Succeed' },
    };
    const yaml = file(
      'a.yml',
      'StartAt: C\nStates:\n  C:\n    Type: Choice\n    Default: D\n    Choices:\n      - Variable: $.a\n        IsNull: true\n  D: {Type: Succeed}\n',
    );
    const json = file('a.json', JSON.stringify({ StartAt: 'C', States: states }, null, 1));
    run(yaml, json);
    expect(printed.split('\n').map((line) => line.replace(/^.*\/a/, 'a'))).toEqual([
      'a.yml:7:9 error required-field These fields are required: [Next]',
      'a.json:8:5 error required-field These fields are required: [Next]',
      '',
    ]);
  });

  test('points at a syntax error, in JSON and in YAML', () => {
    const json = file('a.json', '{\n  "StartAt": "A",\n}');
    const yaml = file('a.yaml', 'StartAt: A\nStates: [\n');
    expect(run(json).code).toBe(1);
    expect(printed).toMatch(/a\.json:3:1 error json-syntax Unexpected character \('}'/);
    printed = '';
    expect(run(yaml).code).toBe(1);
    expect(printed).toMatch(/a\.yaml:\d+:\d+ error json-syntax /);
  });

  test('survives YAML that expands without bound', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [outer, inner] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg', 'ih']) {
      lines.push(`${outer}: &${outer} [${Array(9).fill(`*${inner}`).join(',')}]`);
    }
    expect(run(file('a.yaml', lines.join('\n'))).code).toBe(1);
  });

  test('takes globs, and says what was refused', () => {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    file('a.json', accepted);
    file(join('deep', 'b.json'), refused);
    file(join('deep', 'er', 'c.json'), refused);
    file(join('deep', 'd.txt'), 'no definition');
    expect(run(join(folder, '**', '*.json')).sentence).toBe('2 errors in 2 of 3 definitions.');
    expect(run(join(folder, '*.{json,yaml}'))).toEqual({ code: 0, sentence: '' });
  });

  test('prints JSON for other programs', () => {
    const path = file('a.json', refused);
    expect(run('--json', path).code).toBe(1);
    expect(JSON.parse(printed)).toEqual({
      files: [
        {
          file: path,
          result: 'FAIL',
          diagnostics: [
            {
              line: 6,
              column: 7,
              severity: 'ERROR',
              rule: 'value-range',
              code: 'SCHEMA_VALIDATION_FAILED',
              message: 'Minimum value is 0',
              location: '/States/A/Seconds',
            },
          ],
        },
      ],
    });
  });

  test('judges by edition and type', () => {
    const express = file(
      'e.json',
      accepted.replace(
        '"Type": "Pass"',
        '"Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:a"',
      ),
    );
    expect(run(express).code).toBe(0);
    expect(run('--type', 'EXPRESS', express).code).toBe(1);
    const modern = file('m.json', accepted.replace('"Type": "Pass"', '"Type": "Pass", "Assign": {"a": 1}'));
    expect(run(modern).code).toBe(0);
    expect(run('--edition', '2017-03-30', modern).code).toBe(1);
  });

  test('warnings are printed, but refuse nothing', () => {
    expect(run(file('a.json', accepted.replace('"Type": "Pass"', '"Type": "Pass", "Result": "$.a"'))).code).toBe(0);
    expect(printed).toMatch(/ warning pass-result-static /);
  });

  test.each([
    ['a file that is not there', () => join(folder, 'none.json'), /^Can't read '.*none\.json': /],
    ['a folder', () => folder, /^Can't read '/],
    ['a file that is no text', () => file('a.json', Uint8Array.of(0xff, 0xfe, 0x00)), /not UTF-8 text\.$/],
    ['a glob that names nothing', () => join(folder, '*.json'), /^No file matches '/],
  ])('ends with 2 and a sentence for %s', (_, path, sentence) => {
    const ended = run(path());
    expect(ended.code).toBe(2);
    expect(ended.sentence).toMatch(sentence);
    expect(ended.sentence).not.toContain('\n');
  });
});
