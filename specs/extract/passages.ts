import { createHash } from 'node:crypto';
import { isSectionName, readContents } from './contents.js';
import { ExtractionError } from './error.js';
import { isAdmonition, plain, readHeading } from './walk.js';

/** A passage of a reference text, without its words: where it stands, and a digest of what it says. */
export interface Passage {
  /** The headings above it: `StartExecution / Request Parameters / name`, and which paragraph it is, if it is one. */
  readonly at: string;
  /** The first and the last line, 1-based. */
  readonly from: number;
  readonly to: number;
  /** Of the place and the words. White space, marks and page breaks do not count. */
  readonly digest: string;
}

/**
 * All passages of a reference text: what stands under each heading, up to the next one, and each paragraph by itself. The text
 * is a whole reference (with a table of contents) or the page of one operation.
 */
export function passagesOf(text: string): readonly Passage[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const cutter = /^#+ +\**Table of Contents/m.test(text) ? bookCutter(lines) : PAGE_CUTTER;
  const passages: Passage[] = [];
  for (const { path, from, to } of cutter(lines)) {
    const at = path.join(' / ');
    const add = (first: number, last: number, place: string) => {
      const words = wordsOf(lines.slice(first - 1, last));
      if (words !== '') passages.push({ at: place, from: first, to: last, digest: digestOf(`${place}\n${words}`) });
    };
    add(from, to, at);
    for (const [index, paragraph] of paragraphsOf(lines, from + 1, to).entries()) {
      add(paragraph.from, paragraph.to, `${at}, paragraph ${index + 1}`);
    }
  }
  return passages;
}

/** The passage that a citation of a line means: all that stands under a heading, or the paragraph that the line is in. */
export function passageAt(passages: readonly Passage[], line: number): Passage | undefined {
  return (
    passages.find(({ from, at }) => from === line && !PARAGRAPH.test(at)) ??
    passages.find(({ from, to, at }) => from <= line && line <= to && PARAGRAPH.test(at))
  );
}

/** What a service model says of an operation, of a shape (`StartExecutionInput`) or of a member of one (`StartExecutionInput.name`). */
export function modelPassage(model: ServiceModel, shape: string): Omit<Passage, 'from' | 'to'> | undefined {
  const [name = '', member] = shape.split('.');
  const owner = model.shapes[name];
  const said =
    owner === undefined
      ? model.operations[shape]
      : member === undefined
        ? wholeShape(model, name)
        : ofMember(model, owner, member);
  return said === undefined ? undefined : { at: shape, digest: digestOf(`${shape}\n${JSON.stringify(said)}`) };
}

/** The parts of a service model (botocore's `service-2.json`) that statements cite. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, ModelOperation>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

interface ModelOperation {
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
}

interface ModelShape {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
}

/** A shape, and the operations that it goes into or comes out of: their sentences are cited by it. */
function wholeShape(model: ServiceModel, name: string): unknown {
  const operations = Object.entries(model.operations).filter(
    ([, { input, output }]) => input?.shape === name || output?.shape === name,
  );
  return { shape: model.shapes[name], operations };
}

function ofMember(model: ServiceModel, owner: ModelShape, member: string): unknown {
  const declared = owner.members?.[member];
  if (declared === undefined) return undefined;
  const target = model.shapes[declared.shape];
  // The members of a structure are cited by themselves.
  const shape = target?.type === 'structure' ? { ...target, members: Object.keys(target.members ?? {}) } : target;
  return { declared, required: owner.required?.includes(member) ?? false, shape };
}

interface Stretch {
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
}

type Cutter = (lines: readonly string[]) => Stretch[];

const PARAGRAPH = /, paragraph \d+$/;

/** A book: its headings are marked, and the table of contents tells which of them begin a topic. */
function bookCutter(lines: readonly string[]): Cutter {
  const { topics, next } = readContents(lines);
  const titles = new Set(topics.map(({ title }) => title));
  return cut((line, index) => {
    const heading = index < next || PAGE_BREAK.test(line.trim()) ? undefined : readHeading(line);
    if (heading === undefined || isAdmonition(heading.name)) return undefined;
    const { name } = heading;
    return { name, rank: titles.has(name) ? 0 : isSectionName(name) ? 1 : 2 };
  });
}

/** A page without marks: a heading is its title, the name of a section, or one bare word. */
const PAGE_CUTTER: Cutter = cut((line) => {
  const name = line.trim();
  const title = /^([A-Za-z]+) - AWS Lambda$/.exec(name)?.[1];
  if (title !== undefined) return { name: title, rank: 0 };
  if (isSectionName(name) || /^(URI Request Parameters|Request Body)$/.test(name)) return { name, rank: 1 };
  return /^[A-Za-z][A-Za-z0-9]*$/.test(name) ? { name, rank: 2 } : undefined;
});

function cut(headingOf: (line: string, index: number) => { name: string; rank: number } | undefined): Cutter {
  return (lines) => {
    const stretches: { path: readonly string[]; from: number; to: number }[] = [];
    let above: string[] = [];
    let fenced = false;
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('```')) fenced = !fenced;
      const heading = fenced ? undefined : headingOf(line, index);
      const open = stretches.at(-1);
      if (heading !== undefined) {
        above = [...above.slice(0, heading.rank), ...Array(Math.max(0, heading.rank - above.length)).fill('')];
        above.push(heading.name);
        stretches.push({ path: above.filter((name) => name !== ''), from: index + 1, to: index + 1 });
      } else if (open !== undefined) open.to = index + 1;
    }
    return stretches;
  };
}

function paragraphsOf(lines: readonly string[], from: number, to: number): { from: number; to: number }[] {
  const paragraphs: { from: number; to: number }[] = [];
  let open = false;
  for (let line = from; line <= to; line++) {
    const blank = wordsOf([lines[line - 1] ?? '']) === '';
    if (blank) open = false;
    else if (open) paragraphs.at(-1)!.to = line;
    else {
      paragraphs.push({ from: line, to: line });
      open = true;
    }
  }
  return paragraphs;
}

const PAGE_BREAK = /^\**API Version \d{4}-\d\d-\d\d\**$|^\**\d+\**$/;

function wordsOf(lines: readonly string[]): string {
  return lines
    .filter((line) => !PAGE_BREAK.test(line.trim()))
    .map((line) => plain(line.replace(/^#{1,6}\s+/, '')))
    .join(' ')
    .replace(/\(p\. \d+\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The model of a text that is one. Throws `ExtractionError`. */
export function readServiceModel(text: string): ServiceModel {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ExtractionError(`the text begins as JSON and is none: ${(error as Error).message}`, 1);
  }
  const { operations, shapes } = (value ?? {}) as Partial<ServiceModel>;
  if (operations === undefined || shapes === undefined) {
    throw new ExtractionError('the JSON is no service model: it has no operations and shapes', 1);
  }
  return { operations, shapes };
}
