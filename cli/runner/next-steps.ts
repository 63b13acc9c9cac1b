import { relative } from 'node:path';
import { causesOf } from '../../reporters/console.js';
import type { Report } from '../../reporters/report.js';
import { table } from '../../reporters/text.js';
import type { RunOptions } from '../run.js';
import { quoted } from '../shell.js';
import { shownTarget } from '../target-named.js';

/** What a person may do with the failures that a run has just shown, ready to paste; nothing where there are none. */
export function nextSteps(options: RunOptions, report: Report, jsonPath: string | undefined): string[] {
  const causes = causesOf(report);
  const first = causes[0]?.cases[0];
  if (first === undefined) return [];
  const target = `--target ${quoted(shownTarget(options.target))}`;
  const isHeldToSomething = options.expectations !== undefined || options.baseline !== undefined;
  const rows = [
    ...(causes.length > 1 && jsonPath !== undefined
      ? [['another cause in full', `report render ${quoted(relative(process.cwd(), jsonPath))} --cause 2`]]
      : []),
    ['what a case rests on', `explain ${first.id}`],
    ...(options.cases === undefined
      ? [['one case again', `run ${target} --suite ${first.suite} --grep ${quoted(first.id)}`]]
      : []),
    ...(isHeldToSomething
      ? []
      : [['take this as known', `run ${target} --expectations known.yaml --update-expectations`]]),
  ];
  return ['Next:', ...table(rows.map(([what, command]) => [`  ${what}`, `npx sfn-conformance ${command}`]))];
}
