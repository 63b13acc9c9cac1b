import { dirname, join, relative } from 'node:path';
import { type Counterexample, splitNotes } from '../../harness/counterexample/index.js';
import type { RunEvent } from '../../reporters/events.js';
import { counted } from '../../reporters/text.js';
import type { RunOptions } from '../run.js';
import { quoted } from '../shell.js';
import { shownTarget } from '../target-named.js';
import { writeText } from './outputs.js';

const DEFAULT_FOLDER = join('conformance-report', 'counterexamples');
const LONGEST_NAME = 120;

/** Where the counterexamples of a run are kept: beside its JSON report. */
export function counterexamplesFolder({ report = [] }: Pick<RunOptions, 'report'>): string {
  const json = report.find(({ kind, path }) => kind === 'json' && path !== '-');
  return json === undefined ? DEFAULT_FOLDER : join(dirname(json.path), 'counterexamples');
}

/** Keeps the counterexamples that cases found, each in a file of its own, as soon as the case has ended. */
export class Counterexamples {
  private readonly written: string[] = [];

  constructor(private readonly folder: string) {}

  /** The event, with the path of a file in place of each counterexample in its notes. */
  kept(event: RunEvent): RunEvent {
    if (event.type !== 'case-finished' || event.record === undefined) return event;
    const { counterexamples, others } = splitNotes(event.record.notes);
    if (counterexamples.length === 0) return event;
    const notes = [...others, ...counterexamples.map((one) => this.keep(one))];
    return { ...event, record: { ...event.record, notes } };
  }

  private keep(counterexample: Counterexample): string {
    const { fingerprint, statement, finding } = counterexample;
    const path = join(this.folder, `${nameOf(counterexample)}.json`);
    const size = 'runs' in finding ? `, a machine of ${counted(statesIn(counterexample), 'state')}` : '';
    try {
      writeText(path, `${JSON.stringify(counterexample, null, 2)}\n`);
    } catch (error) {
      return `Counterexample of ${statement} (${fingerprint}): ${(error as Error).message}`;
    }
    if (!this.written.includes(path)) this.written.push(path);
    return `Counterexample of ${statement} (${fingerprint}${size}): ${shown(path)}`;
  }

  /** What is said at the end of the run; nothing when there are none. */
  summary(target: string): string | undefined {
    const [first] = this.written;
    if (first === undefined) return undefined;
    const again = `npx sfn-conformance replay ${shown(first)} --target ${quoted(shownTarget(target))}`;
    return `${counted(this.written.length, 'counterexample')} in ${shown(this.folder)}. Again: ${again}`;
  }
}

function statesIn({ finding }: Counterexample): number {
  const machine =
    finding.kind === 'relation' ? finding.machine : 'runs' in finding ? finding.runs[0]?.machine : undefined;
  return Object.keys(machine?.definition.States ?? {}).length;
}

const shown = (path: string): string => relative(process.cwd(), path) || path;

/** Unlike that of any other kind of failure, whatever the run: `laws-negated-choice-output-7`. */
function nameOf({ law, fingerprint, seed }: Counterexample): string {
  const told = fingerprint.startsWith(law) ? fingerprint : `${law} ${fingerprint}`;
  const slug = told.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return `${slug.slice(0, LONGEST_NAME).toLowerCase()}-${seed}`;
}
