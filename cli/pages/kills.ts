import { code, markdownTable, prose } from '../../reporters/markdown-text.js';
import { counted } from '../../reporters/text.js';
import { oracles } from '../../suites/laws/oracles.js';
import type { FaultKills, KillMatrix } from '../laws/kills.js';
import { findingsOf, type KillsContext } from '../laws/kills-render.js';
import { areasOf, firstOf, oracleNames, summaryOf } from '../laws/kills-summary.js';

/** The kill matrix as a page. Pure. */
export function killsPage(matrix: KillMatrix, { breaks, skipped }: KillsContext): string {
  const { options, measured } = matrix;
  const { tests, seed, edition } = options;
  const summary = summaryOf(matrix);
  return `${[
    '# Which faults generated tests find',
    '',
    `Written by \`npx sfn-conformance laws kills --tests ${tests} --seed ${seed} --markdown\`, edition ${edition}.`,
    '',
    'The reference engine is made with one seeded defect after the other ([what they are](faults.md)), and tried by generated tests',
    `alone: no case written by hand has a part in it. Each kind of test has ${tests} tries at each fault, the quick kinds two to five times`,
    'as many, and stops at the first that tells; what tells must tell again by itself on a new engine. The failure is then made small,',
    'written as a counterexample file, read, and judged again on the faulty engine and on the sound one. How the tests work is told in',
    '[laws](laws.md).',
    '',
    ...findingsOf(matrix).map((line) => `- ${line}`),
    ...(skipped === 0 ? [] : [`- ${counted(skipped, 'fault')} can't show without HTTP, and are left out.`]),
    '',
    '## What told',
    '',
    '`first`: with fewer tests than any other kind. `alone`: no other kind found it.',
    '',
    ...markdownTable(
      ['column', 'judged by', 'found', 'first', 'alone', 'median tests'],
      oracleNames.map((name) => {
        const { killed, first, alone, medianTests } = summary.oracles[name];
        return [name, oracles[name], killed, first, alone, medianTests];
      }),
    ),
    '',
    '## By what is broken',
    '',
    ...markdownTable(
      ['statements', 'faults', 'found', ...oracleNames],
      areasOf(measured, breaks).map(({ area, faults, killed, by }) => [
        code(area),
        faults,
        killed,
        ...oracleNames.map((name) => by[name]),
      ]),
    ),
    '',
    '## By fault',
    '',
    'Tests until each kind told.',
    '',
    ...markdownTable(
      ['fault', 'breaks', 'first', ...oracleNames],
      measured.filter((one) => firstOf(one) !== undefined).map((one) => rowOf(one, breaks)),
    ),
    '',
    '## Not found',
    '',
    ...measured.filter((one) => firstOf(one) === undefined).map((one) => missedLine(one, breaks)),
  ].join('\n')}\n`;
}

function rowOf(one: FaultKills, breaks: KillsContext['breaks']): string[] {
  const cells = oracleNames.map((name) => String(one.kills[name]?.tests ?? ''));
  return [code(one.fault), code(breaks.get(one.fault) ?? '', 200), firstOf(one)!, ...cells];
}

function missedLine({ fault, ended }: FaultKills, breaks: KillsContext['breaks']): string {
  const early = ended === undefined ? '' : ` The search ended early: ${prose(ended)}.`;
  return `- ${code(fault)} breaks ${code(breaks.get(fault) ?? '', 200)}.${early}`;
}
