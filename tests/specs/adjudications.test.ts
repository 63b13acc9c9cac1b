import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadAdjudications, readAdjudications } from '../../specs/adjudications.js';
import { applyCorrections, effectiveSpec, valueAt } from '../../specs/effective.js';
import { editions, loadSpec } from '../../specs/load.js';

const folder = mkdtempSync(join(tmpdir(), 'adjudications-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the adjudications', () => {
  const all = [...loadAdjudications().values()];

  test('are A01 to A27 and L01 to L11', () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);
    expect([...loadAdjudications().keys()]).toEqual([...numbered('A', 27), ...numbered('L', 11)]);
  });

  test.each(all)('$id touches what is in a spec', ({ service, touches, corrections }) => {
    const specs = editions()
      .filter((entry) => entry.service === service)
      .map((entry) => loadSpec(service, entry.edition));
    for (const pointer of touches)
      expect(
        specs.some((spec) => valueAt(spec, pointer) !== undefined),
        pointer,
      ).toBe(true);
    expect(touches.length + corrections.length).toBeGreaterThan(0);
  });

  test('correct the effective spec and leave the extracted one alone', () => {
    const pointer = '/operations/GetActivityTask/response/members/taskToken';
    expect(valueAt(loadSpec('sfn', '2017-03-30'), `${pointer}/minLength`)).toBe(1);
    const { spec, corrected } = effectiveSpec('sfn', '2017-03-30');
    expect(valueAt(spec, pointer)).toMatchObject({ nullable: true, maxLength: 1024 });
    expect(valueAt(spec, `${pointer}/minLength`)).toBeUndefined();
    expect(corrected.get(`${pointer}/minLength`)).toBe('A02');
    expect(spec.protocol).toEqual(loadSpec('sfn', 'current').protocol);
  });

  test('the required members of 2017 responses are those that the current model requires of them', () => {
    const current = loadSpec('sfn', 'current');
    for (const [name, { response }] of Object.entries(effectiveSpec('sfn', '2017-03-30').spec.operations)) {
      for (const [member, { required }] of Object.entries(response.members)) {
        expect(Boolean(required), `${name}.${member}`).toBe(
          current.operations[name]?.response.members[member]?.required,
        );
      }
    }
  });

  test('a correction without effect is an error', () => {
    const spec = structuredClone(loadSpec('sfn', '2017-03-30'));
    const operations = spec.operations as Record<string, unknown>;
    delete operations.CreateActivity;
    expect(() => applyCorrections(spec)).toThrow(
      /^A04 corrects \/operations\/CreateActivity\/.*, which has no place in the spec\.$/,
    );
  });

  test('an entry that is not one is an error that names file and line', () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      '- id: A99\n  question: Why?\n  readings: [one, two]\n  evidence: []\n  decision: None.\n  touches: []\n',
    );
    expect(() => readAdjudications([['sfn', file]])).toThrow(/wrong\.yaml:4: must NOT have fewer than 1 items$/);
    writeFileSync(file, '- id: A99\n  question: [\n');
    expect(() => readAdjudications([['sfn', file]])).toThrow(/wrong\.yaml:\d+: /);
  });
});
