import { describe, expect, test } from 'vitest';
import { renderBadge } from '../../reporters/badge.js';
import { renderGithub } from '../../reporters/github.js';
import { renderMarkdown } from '../../reporters/markdown.js';
import { code } from '../../reporters/markdown-text.js';
import { percent } from '../../reporters/percent.js';
import { hostileReport, largeReport } from './hostile.js';
import { failed, inconclusive, passed, plan, report } from './sample.js';

const [a, b, c] = [plan('sfn/x/a'), plan('sfn/x/b'), plan('asl/y/c')];

describe('percent', () => {
  test('is all or nothing only when it is', () => {
    expect(percent({ passed: 9_999, judged: 10_000 })).toBe('99.9 %');
    expect(percent({ passed: 10_000, judged: 10_000 })).toBe('100 %');
    expect(percent({ passed: 1, judged: 10_000 })).toBe('0.1 %');
    expect(percent({ passed: 0, judged: 0 })).toBe('no score');
  });
});

describe('renderBadge', () => {
  test('is a shields endpoint', () => {
    expect(JSON.parse(renderBadge(report([passed(a), failed(b)])))).toEqual({
      schemaVersion: 1,
      label: 'Step Functions conformance',
      message: '50.0 %',
      color: 'orange',
    });
    expect(JSON.parse(renderBadge(report([inconclusive(a)])))).toMatchObject({
      message: 'no score',
      color: 'lightgrey',
    });
  });
});

describe('renderMarkdown', () => {
  test('has the score, the areas and the causes', () => {
    const text = renderMarkdown(report([passed(a), failed(b), passed(c)]));
    expect(text).toContain('**66.7 %** of the scored cases pass: 2 of 3');
    expect(text).toContain('| asl | 100 % | 1 | 0 | 0 | 0 |');
    expect(text).toMatch(/\| 1 \| The claim of sfn:X\/behaviour\/a\..*`status 400` \| `status 200` \| `sfn\/x\/b` \|/);
  });

  test('a target adds no markup, no row and no megabytes', () => {
    const text = renderMarkdown(hostileReport());
    expect(text.length).toBeLessThan(10_000);
    // Outside of code there is no angle bracket, and no line is one that the target began.
    expect(text.replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')).not.toMatch(/<|@someone/);
    expect(text).not.toMatch(/^::/m);
  });

  test('code holds any backticks and bars', () => {
    expect(code('a | `b` ``c``')).toBe('``` a \\| `b` ``c`` ```');
    expect(code('x')).toBe('`x`');
  });
});

describe('renderGithub', () => {
  test('an error for each cause, a warning for doubt, a notice with the score', () => {
    const lines = renderGithub(report([failed(a), inconclusive(b), passed(c)]))
      .trim()
      .split('\n');
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['::error', '::warning', '::notice']);
    expect(lines[0]).toBe(
      '::error title=1 failure%3A The claim of sfn%3AX/behaviour/a.::case: sfn/x/a%0Aexpected: status 400%0Aactual: status 200',
    );
  });

  test('no more of a kind than GitHub shows, and no line that the target began', () => {
    const lines = renderGithub(largeReport(300)).trim().split('\n');
    expect(lines.filter((line) => line.startsWith('::error')).length).toBeLessThanOrEqual(10);
    const hostile = renderGithub(hostileReport()).trim().split('\n');
    expect(hostile.every((line) => /^::(error|warning|notice) title=[^:,]*::/.test(line))).toBe(true);
    expect(hostile.join('').length).toBeLessThan(20_000);
  });
});
