import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deviationProblem, type Fault } from '../engine/fault.js';
import { editions } from '../specs/load.js';
import { loadStatements } from '../specs/statements.js';

export type { Fault } from '../engine/fault.js';

/** A file of this folder that is no fault, or a fault that breaks nothing known. Whoever adds the file must mend it. */
export class FaultFileError extends Error {
  override readonly name = 'FaultFileError';
  constructor(file: string, problem: string) {
    super(`faults/${file}: ${problem}`);
  }
}

const folder = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const INDEX = `index${extension}`;

/** The ids of all faults, sorted: each file beside this one is one. */
export function faultIds(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith('.d.ts'))
    .filter(({ name }) => name !== INDEX)
    .map(({ name }) => name.slice(0, -extension.length))
    .sort();
}

/** The fault of an id that {@link faultIds} names. @throws FaultFileError */
export async function loadFault(id: string): Promise<Fault> {
  const file = `${id}${extension}`;
  const module: { readonly fault?: Fault } = await import(pathToFileURL(join(folder, file)).href);
  if (module.fault === undefined) throw new FaultFileError(file, 'it exports no `fault`.');
  checkFault(file, id, module.fault);
  return module.fault;
}

/** All faults, by id. @throws FaultFileError */
export async function loadFaults(): Promise<readonly Fault[]> {
  const faults = await Promise.all(faultIds().map(loadFault));
  const saying = new Map<string, string>();
  for (const { id, does } of faults) {
    const other = saying.get(does);
    if (other !== undefined) throw new FaultFileError(`${id}${extension}`, `it says what ${other} says.`);
    saying.set(does, id);
  }
  return faults;
}

/**
 * Whether a fault is well made: it has the name of its file, breaks one known statement, and changes something.
 * @throws FaultFileError
 */
export function checkFault(file: string, id: string, fault: Fault): void {
  const wrong = (problem: string) => new FaultFileError(file, problem);
  const problem = deviationProblem(id, fault);
  if (problem !== undefined) throw wrong(problem);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw wrong('its name is not in lower case with hyphens.');
  if (!statementIds().has(fault.breaks)) throw wrong(`it breaks ${fault.breaks}, which is no statement.`);
}

let known: ReadonlySet<string> | undefined;

/** The statements of all editions. */
function statementIds(): ReadonlySet<string> {
  known ??= new Set(editions().flatMap(({ service, edition }) => [...loadStatements(service, edition).keys()]));
  return known;
}
