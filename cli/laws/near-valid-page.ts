import type { NearValidRow, NearValidTable, NearValidTableOptions, Refusals } from './near-valid.js';

/** The page of who accepts what breaks a rule: a table for each edition. */
export function nearValidPage(tables: readonly NearValidTable[], options: NearValidTableOptions): string {
  const { targets, samples, seed, editions } = options;
  const command = [
    `sfn-conformance laws near-valid --samples ${samples}`,
    ...(editions.length === 1 ? [`--edition ${editions[0]}`] : []),
    ...targets.map((target) => `--target ${target}`),
  ];
  return [
    '# Who accepts definitions that break one rule',
    '',
    `Made by \`${command.join(' ')} --out docs/near-valid.md\` (seed ${seed}).`,
    '',
    `Of each rule ${samples} definitions were drawn that break it, and nothing else. A cell says how many of them are refused.`,
    'Each has a twin as its control that differs in the one broken place alone and keeps all rules: where that is refused, too, the',
    'refusal says nothing about the rule, and is left out of the count. What is **in bold** was accepted at least once.',
    'Rules marked with * are warnings: a service that keeps them accepts the definition, so there a refusal is in bold.',
    'Every judge gets all definitions one after the other, rule by rule. One that keeps what a broken definition left behind in it',
    'refuses sound ones after that, until it is started again: then the twins of all later rules are refused.',
    '',
    ...tables.flatMap(tableText),
  ].join('\n');
}

function tableText({ edition, judges, rows }: NearValidTable): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const errors = rows.filter(({ severity }) => severity === 'ERROR');
  const kept = judges.map((judge) => `${errors.filter((row) => keeps(row, judge)).length} of ${errors.length}`);
  const twins = judges.map((judge) => {
    const accepted = rows.reduce((sum, { judges: by }) => sum + by[judge]!.judged, 0);
    const all = rows.reduce((sum, { judges: by }) => sum + by[judge]!.judged + by[judge]!.twinsRefused, 0);
    return `${accepted} of ${all}`;
  });
  return [
    `## Edition ${edition}`,
    '',
    line(['rule', ...judges]),
    line(['---', ...judges.map(() => '---')]),
    ...rows.map((row) =>
      line([
        row.severity === 'WARNING' ? `${row.rule} *` : row.rule,
        ...judges.map((judge) => cellOf(row.judges[judge]!, row.severity)),
      ]),
    ),
    line(['**rules kept**', ...kept]),
    line(['**sound twins accepted**', ...twins]),
    '',
  ];
}

/** A rule is kept by who refuses all that break it, and accepts what does not. */
function keeps({ judges }: NearValidRow, judge: string): boolean {
  const { refused, judged, twinsRefused } = judges[judge]!;
  return twinsRefused === 0 && refused === judged;
}

function cellOf({ refused, judged, twinsRefused }: Refusals, severity: NearValidRow['severity']): string {
  if (judged === 0) return 'no twin accepted';
  const count = `${refused} of ${judged}`;
  const isKept = severity === 'ERROR' ? refused === judged : refused === 0;
  const left = twinsRefused === 0 ? '' : ` (${twinsRefused} twin${twinsRefused === 1 ? '' : 's'} refused)`;
  return `${isKept ? count : `**${count}**`}${left}`;
}
