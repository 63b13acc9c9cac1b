import { describe, expect, test } from 'vitest';
import { overlay } from '../../reporters/expectations.js';
import { renderJunit } from '../../reporters/junit.js';
import { hostileReport } from './hostile.js';
import { junitDefect } from './junit-schema.js';
import { facts, failed, inconclusive, ledger, passed, plan, report, skipped } from './sample.js';
import { xmlDefect } from './well-formed.js';

const items = ['sfn/x/a', 'sfn/x/b', 'asl/y/c', 'asl/y/d'].map((id) => plan(id));
const [a, b, c, d] = items as [(typeof items)[0], (typeof items)[0], (typeof items)[0], (typeof items)[0]];

describe('renderJunit', () => {
  test('has a testsuite a suite, a testcase a case, and counts that add up', () => {
    const xml = renderJunit(report([passed(a), failed(b), inconclusive(c), skipped(d)]));
    expect(xmlDefect(xml)).toBeUndefined();
    expect(xml).toContain('<testsuites name="sfn-conformance: sample" tests="4" failures="1" errors="1" time="1.235">');
    expect(xml).toContain('<testsuite name="sfn/x" tests="2" failures="1" errors="0" skipped="0"');
    expect(xml).toContain('timestamp="2026-01-02T03:04:05"');
    expect(xml).toMatch(
      /<testcase name="b" classname="sfn\.x" time="0\.012">\s*<failure message="It did not refuse\.">/,
    );
    expect(xml).toMatch(/<error message="network: It did not answer\.">/);
  });

  test('tells what was noted of a failure, and of what could not be judged', () => {
    const [failure, other] = [failed(a), inconclusive(b)].map((record) => ({ ...record, notes: ['kept in x.json'] }));
    const xml = renderJunit(report([failure!, other!]));
    expect(xml).toMatch(/<failure [^>]*>[^<]*\nnotes\nkept in x\.json\n[^<]*reproduce/);
    expect(xml).toMatch(/<error [^>]*>kept in x\.json<\/error>/);
  });

  test('stays well-formed whatever a target answers', () => {
    const nasty = '</failure><script>alert("x")</script>]]> & \u0000\u001b[31m \ud800 \ufffe "quoted" \'single\'';
    const xml = renderJunit(report([failed(plan('sfn/x/<&">'), { expected: nasty, actual: nasty })]));
    expect(xmlDefect(xml)).toBeUndefined();
    expect(xml).not.toContain('<script>');
  });

  test('shows what is expected, and what is not scored, as skipped: red only when the run is', () => {
    const known = overlay(report([failed(a)]), [{ case: a.id, verdict: 'fail', reason: 'issue 12' }]).report;
    expect(renderJunit(known)).toContain('<skipped message="Known: issue 12"/>');
    const reading = report([failed(a)], ledger(facts('sfn:X/behaviour/a', { evidence: 'inferred' })));
    expect(renderJunit(reading)).toContain('<skipped message="Not scored: It did not refuse."/>');
  });

  test('has the contract as a suite of its own', () => {
    const row = {
      operation: 'ListActivities',
      rule: 'protocol:request-id',
      exchanges: 3,
      violations: 2,
      example: 'none',
    };
    const xml = renderJunit(report([passed(a, [row, { ...row, rule: 'protocol:status', violations: 0 }])]));
    expect(xmlDefect(xml)).toBeUndefined();
    expect(xml).toContain('<testsuite name="contract" tests="2" failures="1"');
    expect(xml).toContain('2 of 3 exchanges break protocol:request-id');
  });

  test('keeps to the schema that Jenkins checks, whatever became of the cases', () => {
    const row = { operation: 'X', rule: 'protocol:status', exchanges: 3, violations: 2, example: '<none>' };
    const known = overlay(report([passed(a, [row]), failed(b), inconclusive(c), skipped(d)]), [
      { case: b.id, verdict: 'fail', reason: 'issue "12"' },
    ]).report;
    for (const made of [known, report([]), report([failed(a)]), hostileReport()]) {
      expect(junitDefect(renderJunit(made))).toBeUndefined();
    }
    expect(junitDefect('<testsuites skipped="1"></testsuites>')).toBe('testsuites has skipped');
    expect(junitDefect('<testsuites><testsuite name="a" tests="1"></testsuite></testsuites>')).toBe(
      'testsuite lacks failures',
    );
    expect(junitDefect('<testsuites><testcase name="a"/></testsuites>')).toBe('testcase stands in testsuites');
  });

  test('tells each case of a suite from the others, as viewers do: by class and name', () => {
    const xml = renderJunit(report([passed(a), failed(b), passed(c), skipped(d)]));
    const names = [...xml.matchAll(/<testcase (name="[^"]*" classname="[^"]*")/g)].map(([, name]) => name);
    expect(names).toHaveLength(4);
    expect(new Set(names).size).toBe(4);
  });

  test('is well-formed for a run without cases', () => {
    expect(xmlDefect(renderJunit(report([])))).toBeUndefined();
  });
});
