import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseTarget, expectationsFile, loadAdapter, targetNames } from '../../adapters/registry.js';
import { parseExpectations } from '../../reporters/expectations.js';
import { packageRoot } from '../../specs/package-root.js';

describe('the folder of a target', () => {
  test.each(targetNames())('%s has an adapter of its name, and says what it is', async (name) => {
    const adapter = await loadAdapter(name);
    expect(adapter.name).toBe(name);
    expect(adapter.describe).not.toBe('');
    expect(existsSync(join(packageRoot, 'adapters', name, 'README.md'))).toBe(true);
  });

  test.each(targetNames().filter((name) => name !== 'url'))('%s has expectations that can be read', (name) => {
    expect(parseExpectations(readFileSync(expectationsFile(name), 'utf8')).kind).toBe('expectations');
  });

  test('is all that makes a target', () => {
    expect(targetNames()).toEqual(expect.arrayContaining(['moto', 'null-silence', 'reference', 'stepfunctions-local']));
  });
});

describe('chooseTarget', () => {
  test.each([
    ['reference', { kind: 'known', name: 'reference' }],
    ['moto@5.2.4', { kind: 'known', name: 'moto', version: '5.2.4' }],
    ['http://localhost:4566', { kind: 'url', url: 'http://localhost:4566/' }],
    ['HTTPS://example.org/sfn', { kind: 'url', url: 'https://example.org/sfn' }],
  ])('%s', (text, choice) => {
    expect(chooseTarget(text)).toEqual(choice);
  });

  test.each(['locastack', 'url', 'http://', 'ftp://example.org', ''])('refuses "%s" with a sentence', (text) => {
    expect(chooseTarget(text)).toMatchObject({ kind: 'unknown', message: expect.stringMatching(/\.$/) });
  });
});
