import { Command } from 'commander';
import { loadAdapter, targetNames } from '../adapters/registry.js';
import { table } from '../reporters/text.js';
import { editions, loadSpec, serviceOfEdition } from '../specs/load.js';
import { loadStatements } from '../specs/statements.js';
import { loadUntested } from '../specs/untested.js';
import { oneOf } from './options.js';
import type { LedgerEntry } from './pages/statements.js';

interface ListOptions {
  readonly json?: true;
  readonly markdown?: true;
  readonly edition: string;
}

/** A list: what another program reads, and the rows that a person reads. */
interface Listing {
  readonly items: readonly object[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export function listCommand(): Command {
  const command = new Command('list').description('Lists what there is.');
  const add = (
    name: string,
    description: string,
    make: (options: ListOptions) => Promise<Listing>,
    more: (list: Command) => Command = (list) => list,
  ) => {
    const names = editions().map(({ edition }) => edition);
    more(command.command(name).description(description))
      .option('--json', 'for another program')
      .option(
        '-e, --edition <edition>',
        'the edition that statements and cases are listed of',
        oneOf(...names),
        'current',
      )
      .action(async (options: ListOptions) => {
        if (options.markdown) {
          process.stdout.write(await ledgerPage());
          return;
        }
        const { items, rows } = await make(options);
        process.stdout.write(options.json ? `${JSON.stringify(items, null, 2)}\n` : `${table(rows).join('\n')}\n`);
      });
  };
  add('targets', 'what `run --target` knows by name', targets);
  add('suites', 'the suite files, with the number of their cases', suites);
  add('cases', 'the cases, with the statements that they cite', cases);
  add('statements', 'the statements of an edition, with the number of cases that cite each', statements, (list) =>
    list.option('--markdown', 'the ledger of all editions as a page (docs/statements.md)'),
  );
  add('faults', 'the seeded faults of the engine, with the statement that each breaks', faultList);
  add('editions', 'the editions of the references', editionList);
  return command;
}

async function targets(): Promise<Listing> {
  const adapters = await Promise.all(
    targetNames().map(async (name) => {
      const { describe, version } = await loadAdapter(name);
      return { name, describe, ...(version === undefined ? {} : { version }) };
    }),
  );
  const known = adapters.filter(({ name }) => name !== 'url');
  return {
    items: known,
    rows: [...known.map(({ name, version, describe }) => [name, version ?? '', describe]), ['URL', '', 'any endpoint']],
  };
}

async function suites(): Promise<Listing> {
  const counts = new Map<string, number>();
  for (const { suite } of await readCases()) counts.set(suite, (counts.get(suite) ?? 0) + 1);
  return { items: [...counts].map(([suite, count]) => ({ suite, cases: count })), rows: [...counts] };
}

async function cases({ edition }: ListOptions): Promise<Listing> {
  const { isAbout } = await import('./runner/select.js');
  const plans = (await readCases()).filter(
    (plan) => isAbout(plan, edition) && (plan.editions === undefined || plan.editions.includes(edition)),
  );
  return { items: plans, rows: plans.map(({ id, cites }) => [id, cites.join(' ')]) };
}

async function statements({ edition }: ListOptions): Promise<Listing> {
  const citing = new Map<string, string[]>();
  const citedSomewhere = new Set<string>();
  for (const { id, cites, editions: own } of await readCases()) {
    for (const cited of cites) citedSomewhere.add(cited);
    if (own !== undefined && !own.includes(edition)) continue;
    for (const cited of cites) citing.set(cited, [...(citing.get(cited) ?? []), id]);
  }
  const service = serviceOfEdition(edition);
  const reasons = loadUntested(service, citedSomewhere);
  const items = [...loadStatements(service, edition).values()].map((statement) => {
    const untested = reasons.get(statement.id);
    return {
      ...statement,
      cases: citing.get(statement.id) ?? [],
      ...(untested === undefined ? {} : { untested }),
    };
  });
  return {
    items,
    rows: items.map(({ id, level, evidence, cases: own, untested = '' }) => [
      id,
      level,
      evidence,
      own.length,
      untested,
    ]),
  };
}

/** The statements of all editions as a page. One that holds in several stands once. */
async function ledgerPage(): Promise<string> {
  const { statementsPage } = await import('./pages/statements.js');
  const citing = new Map<string, string[]>();
  for (const { id, cites } of await readCases()) {
    for (const cited of cites) citing.set(cited, [...(citing.get(cited) ?? []), id]);
  }
  const cited = new Set(citing.keys());
  const all = new Map<string, LedgerEntry>();
  for (const { service, edition } of editions()) {
    const reasons = loadUntested(service, cited);
    for (const [id, statement] of loadStatements(service, edition)) {
      const untested = reasons.get(id);
      const held = all.get(id)?.statement.editions ?? [];
      all.set(id, {
        statement: { ...statement, editions: [...new Set([...held, ...statement.editions])] },
        cases: citing.get(id) ?? [],
        ...(untested === undefined ? {} : { untested }),
      });
    }
  }
  return statementsPage([...all.values()]);
}

async function faultList(): Promise<Listing> {
  const { loadFaults } = await import('../faults/index.js');
  const items = (await loadFaults()).map(({ id, breaks, does, source }) => ({
    id,
    breaks,
    does,
    ...(source === undefined ? {} : { source }),
  }));
  return { items, rows: items.map(({ id, breaks, does }) => [id, breaks, does]) };
}

async function editionList(): Promise<Listing> {
  const items = editions().map(({ service, edition }) => {
    const { sources, operations } = loadSpec(service, edition);
    const { title } = sources.reference ?? sources.model ?? { title: '' };
    const date = sources.reference?.date ?? sources.model?.date;
    return { edition, service, operations: Object.keys(operations).length, ...(date ? { date } : {}), title };
  });
  const rows = items.map(({ edition, service, operations, date = '', title }) => [
    edition,
    service,
    operations,
    date,
    title,
  ]);
  return { items, rows };
}

/** The test runner is loaded only for the lists that need it. */
async function readCases() {
  const { allCases } = await import('./runner/catalogue.js');
  return await allCases();
}
