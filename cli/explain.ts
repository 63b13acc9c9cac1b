import { Command } from 'commander';
import type { CasePlan } from '../harness/record.js';
import { referenceLink } from '../reporters/reference-link.js';
import { loadAdjudications } from '../specs/adjudications.js';
import { citeText, isScored, type Statement } from '../specs/statement.js';
import { loadUntested } from '../specs/untested.js';
import { everyStatement } from './every-statement.js';
import { usageError } from './exit.js';
import { quoted } from './shell.js';
import { didYouMean } from './suggest.js';

export function explainCommand(): Command {
  return new Command('explain')
    .description('Explains a case or a statement: what is claimed, where the reference says so, and how to run it.')
    .argument('<id>', 'a case id or a statement id')
    .option('--json', 'for another program')
    .action(async (id: string, options: { readonly json?: true }) => {
      const { allCases } = await import('./runner/catalogue.js');
      const cases = await allCases();
      const explained = explain(id, cases, everyStatement());
      process.stdout.write(options.json ? `${JSON.stringify(explained, null, 2)}\n` : textOf(explained));
    });
}

type Explained =
  | { readonly kind: 'case'; readonly case: CasePlan; readonly statements: readonly Statement[]; readonly run: string }
  | {
      readonly kind: 'statement';
      readonly statement: Statement;
      readonly cases: readonly string[];
      /** Why it has no case, when it has none. */
      readonly untested?: string;
      readonly run: string;
    };

function explain(id: string, cases: readonly CasePlan[], statements: ReadonlyMap<string, Statement>): Explained {
  const plan = cases.find((candidate) => candidate.id === id);
  if (plan !== undefined) {
    const cited = plan.cites.flatMap((cite) => statements.get(cite) ?? []);
    return {
      kind: 'case',
      case: plan,
      statements: cited,
      run: `npx sfn-conformance run --suite ${plan.suite} --grep ${id}`,
    };
  }
  const statement = statements.get(id);
  if (statement !== undefined) {
    const citing = cases.filter(({ cites }) => cites.includes(id)).map((candidate) => candidate.id);
    const service = id.startsWith('durable:') ? 'durable' : 'sfn';
    const untested = loadUntested(service, new Set(cases.flatMap(({ cites }) => cites))).get(id);
    return {
      kind: 'statement',
      statement,
      cases: citing,
      ...(untested === undefined ? {} : { untested }),
      run: `npx sfn-conformance run --cites ${quoted(id)}`,
    };
  }
  if ([...statements.keys()].some((known) => known.startsWith(`sfn:${id}/error/`))) {
    throw usageError(`"${id}" is no case and no statement. Its contract: \`sfn-conformance spec ${id}\`.`);
  }
  const all = [...cases.map((candidate) => candidate.id), ...statements.keys()];
  const hint = didYouMean(id, all, ' See `sfn-conformance list cases` and `list statements`.');
  throw usageError(`There is no case and no statement "${id}".${hint}`);
}

function textOf(explained: Explained): string {
  const lines =
    explained.kind === 'case'
      ? [
          explained.case.id,
          '',
          explained.case.title,
          ...(explained.case.requires.length > 0 ? [`requires ${explained.case.requires.join(', ')}`] : []),
          ...(explained.case.editions === undefined ? [] : [`holds in ${explained.case.editions.join(', ')}`]),
          '',
          'It tests:',
          ...explained.statements.flatMap((statement) => ['', ...statementLines(statement)]),
        ]
      : [
          ...statementLines(explained.statement),
          '',
          explained.cases.length === 0 ? `No case cites it. ${explained.untested ?? ''}`.trim() : 'Cases that cite it:',
          ...explained.cases.map((id) => `  ${id}`),
        ];
  return `${[...lines, '', `Run: ${explained.run} --target http://localhost:4566`].join('\n')}\n`;
}

function statementLines(statement: Statement): string[] {
  const { id, claim, level, evidence, cite, adjudication, editions: own } = statement;
  const link = referenceLink(id, citeText(cite));
  const decided = adjudication === undefined ? undefined : loadAdjudications().get(adjudication);
  return [
    id,
    `  ${claim}`,
    `  ${level}, ${evidence}${isScored(statement) ? '' : ' (not scored)'}; editions ${own.join(', ')}`,
    `  cited: ${citeText(cite)}${link === undefined ? '' : `, ${link}`}`,
    ...(decided === undefined ? [] : [`  decided in ${adjudication}: ${decided.decision}`]),
  ];
}
