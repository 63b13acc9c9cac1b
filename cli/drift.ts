import { Command } from 'commander';
import { loadValidators } from '../schemas/validate.js';
import { shapeText } from '../specs/contract.js';
import { type Change, countDrift, type DriftCounts, driftOf, placeText } from '../specs/drift.js';
import { effectiveSpec } from '../specs/effective.js';
import { editions, serviceOfEdition, UnknownEditionError } from '../specs/load.js';
import type { Edition, Service } from '../specs/spec.js';
import { abridged, type JudgedEdition, type Witness, witnessOf } from '../specs/witness.js';
import { usageError } from './exit.js';

/**
 * `drift`: what changed between two editions, each change with an instance that one accepts and the other refuses. With
 * `--reference`: what changed between the text that the statements cite and another one, and which cases are stale by that.
 */
export function driftCommand(): Command {
  return new Command('drift')
    .description('Shows what changed between two editions, each change with an instance on which they disagree.')
    .argument('[from]', 'the first edition (default: 2017-03-30)')
    .argument('[to]', 'the second edition (default: current)')
    .option(
      '--reference <file>',
      'another text of a reference, or a service model: which statements and cases are stale',
    )
    .option('--json', 'print JSON')
    .action(async (from: string | undefined, to: string | undefined, options: DriftOptions) => {
      const { reference, json } = options;
      if (reference === undefined) {
        process.stdout.write(await show(from ?? '2017-03-30', to ?? 'current', json === true));
        return;
      }
      if (to !== undefined) throw usageError('--reference goes with one edition: the one whose text the file is.');
      const { showStale } = await import('./stale.js');
      process.exitCode = await showStale(reference, from, json === true);
    });
}

interface DriftOptions {
  readonly reference?: string;
  readonly json?: true;
}

interface Shown {
  readonly change: Change;
  readonly witness: Witness;
}

async function show(from: Edition, to: Edition, json: boolean): Promise<string> {
  const service = serviceOfBoth(from, to);
  const changes = driftOf(service, from, to);
  const [before, after] = [await judged(service, from), await judged(service, to)];
  const shown = changes.map((change) => ({ change, witness: witnessOf(change, before, after) }));
  const counts = countDrift(changes);
  return json ? asJson(service, from, to, counts, shown) : asText(service, from, to, counts, shown);
}

function serviceOfBoth(from: Edition, to: Edition): Service {
  try {
    const [service, other] = [serviceOfEdition(from), serviceOfEdition(to)];
    if (service === other) return service;
  } catch (error) {
    if (!(error instanceof UnknownEditionError)) throw error;
    throw usageError(error.message, { cause: error });
  }
  const list = editions().map(({ service, edition }) => `${edition} (${service})`);
  throw usageError(
    `${from} and ${to} are editions of two services, which cannot be compared; there are ${list.join(', ')}.`,
  );
}

async function judged(service: Service, edition: Edition): Promise<JudgedEdition> {
  return { spec: effectiveSpec(service, edition).spec, validators: await loadValidators(service, edition) };
}

function asJson(service: Service, from: Edition, to: Edition, counts: DriftCounts, shown: readonly Shown[]): string {
  const changes = shown.map(({ change, witness }) => ({
    ...('steps' in change ? { ...change, steps: undefined, place: placeText(change) } : change),
    description: describe(change),
    witness: { ...witness, value: abridged(witness.value) },
  }));
  return `${JSON.stringify({ service, from, to, counts, changes }, undefined, 2)}\n`;
}

function asText(service: Service, from: Edition, to: Edition, counts: DriftCounts, shown: readonly Shown[]): string {
  const lines = [`${service}: from ${from} to ${to}`, ''];
  let operation = '';
  for (const { change, witness } of shown) {
    if (change.operation !== operation) lines.push(change.operation);
    operation = change.operation;
    lines.push(
      `  ${describe(change)}`,
      `      ${witness.accepts} accepts and ${witness.refuses} refuses this ${witness.what} (${witness.because}):`,
      `      ${JSON.stringify(abridged(witness.value))}`,
    );
  }
  if (shown.length > 0) lines.push('');
  lines.push(`In all, ${shown.length} changes:`);
  for (const [key, words] of Object.entries(WORDS))
    lines.push(`${String(counts[key as keyof DriftCounts]).padStart(6)}  ${words}`);
  return `${lines.join('\n')}\n`;
}

const WORDS: Readonly<Record<keyof DriftCounts, string>> = {
  newRequestMembers: 'new request members',
  newResponseMembers: 'new response members',
  removedMembers: 'members gone',
  newErrorDeclarations: 'new error declarations',
  removedErrorDeclarations: 'error declarations gone',
  newEnumValues: 'new values of enumerations',
  removedEnumValues: 'values of enumerations gone',
  changedRequestPlaces: 'places in requests whose limits changed',
  changedResponsePlaces: 'places in responses whose limits changed',
  newOperations: 'operations that only the second edition has',
  removedOperations: 'operations that only the first edition has',
};

function describe(change: Change): string {
  switch (change.kind) {
    case 'operation':
      return `operation ${change.change}`;
    case 'error':
      return `error ${change.change}: ${change.error}`;
    case 'member':
      return `${inside(change)}: ${change.change}${change.member.required ? ', required' : ''}, ${shapeText(change.member)}`;
    case 'required':
      return `${inside(change)}: ${change.change === 'added' ? 'required' : 'optional'} now`;
    case 'type':
      return `${inside(change)}: ${shapeText(change.from)} -> ${shapeText(change.to)}`;
    case 'limit':
      return `${inside(change)}: ${change.keyword} ${change.from ?? 'none'} -> ${change.to ?? 'none'}`;
    case 'pattern':
      return `${inside(change)}: pattern ${change.from ?? 'none'} -> ${change.to ?? 'none'}`;
    case 'enum value':
      return `${inside(change)}: value ${change.change}: ${change.value}`;
  }
}

function inside(change: Extract<Change, { readonly side: string }>): string {
  return placeText(change).slice(change.operation.length + 1);
}
