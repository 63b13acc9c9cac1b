import { code, markdownTable, prose } from '../../reporters/markdown-text.js';
import { counted } from '../../reporters/text.js';
import type { FaultScore, Measurement } from '../measure/score.js';
import { countOf, ORACLES, OUTCOMES, scoreOf } from '../measure/score.js';

/** A measurement of the suite as a page: the score, what told, what is not caught and why, and each fault with its source. Pure. */
export function faultsPage({ edition, seed, scores, clean }: Measurement): string {
  const fromOthers = scores.filter(({ fault }) => fault.source !== undefined);
  return `${[
    '# What the suite catches',
    '',
    `Written by \`npx sfn-conformance faults --markdown\`, from a measurement of edition ${edition} with seed ${seed}.`,
    '',
    `The reference engine is started with one seeded defect after the other. Each of the ${scores.length} defects breaks one statement, and it counts`,
    'as caught only when a case that cites this statement fails on an assertion: what other cases or the judge notice beside it, and',
    'crashes, are told apart. `npx sfn-conformance faults --only ID` measures one of them, `serve --fault ID` serves it.',
    '',
    `**${scoreOf(scores).toFixed(1)} % are caught.** ${fromOthers.length} of them (${percentOf(fromOthers.length, scores.length)} %) are defects that an emulator has or had; their sources are named below.`,
    clean.kills.length === 0
      ? `On the sound engine the same ${counted(clean.cases, 'case')} blame nothing.`
      : `On the sound engine ${clean.kills.length} of ${counted(clean.cases, 'case')} blame it, which is a mistake of ours.`,
    '',
    '## What became of them',
    '',
    ...markdownTable(
      ['faults', 'outcome'],
      Object.entries(OUTCOMES).map(([outcome, words]) => [
        scores.filter((one) => one.outcome === outcome).length,
        words,
      ]),
    ),
    '',
    '## What told',
    '',
    'A fault may be told by several.',
    '',
    ...markdownTable(
      ['faults', 'told by'],
      ORACLES.map(([oracle, words]) => [countOf(scores, oracle), words]),
    ),
    '',
    '## Not caught',
    '',
    ...notCaught(scores),
    '',
    '## All of them',
    '',
    ...[...byFamily(scores)].flatMap(([family, own]) => ['', `### ${family}`, '', ...own.map(faultLine)]),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')}\n`;
}

function notCaught(scores: readonly FaultScore[]): string[] {
  const alive = scores.filter(({ outcome }) => outcome !== 'killed');
  if (alive.length === 0) return ['None.'];
  return alive.map(({ fault, outcome, reason }) => {
    const why = fault.survives ?? reason;
    return `- ${code(fault.id)} breaks ${code(fault.breaks, 200)}: ${prose(fault.does)} Outcome: ${outcome}.${why === undefined ? '' : ` ${prose(why)}`}`;
  });
}

function byFamily(scores: readonly FaultScore[]): [string, FaultScore[]][] {
  const families = new Map<string, FaultScore[]>();
  for (const score of scores) {
    const { breaks } = score.fault;
    const family = breaks.includes('/') ? breaks.slice(0, breaks.indexOf('/')) : breaks.slice(0, breaks.indexOf(':'));
    families.set(family, [...(families.get(family) ?? []), score]);
  }
  return [...families].sort(([one], [other]) => (one < other ? -1 : 1));
}

function faultLine({ fault, outcome, killers }: FaultScore): string {
  const { id, breaks, does, source } = fault;
  const seen = source === undefined ? '' : ` Seen: ${source.startsWith('https://') ? `<${source}>` : prose(source)}.`;
  const caught = outcome === 'killed' ? `Caught by ${counted(killers.length, 'case')}.` : `Not caught (${outcome}).`;
  return `- ${code(id)} breaks ${code(breaks, 200)}. ${prose(does)} ${caught}${seen}`;
}

const percentOf = (part: number, whole: number): string => (whole === 0 ? '0' : ((part / whole) * 100).toFixed(0));
