import { type ContentsTopic, isSectionName, readContents, type SectionName } from './contents.js';
import { ExtractionError } from './error.js';
import { type FieldName, ItemFields, looksLikeField, readFieldLine } from './fields.js';

/** A member, an error or a common parameter, as the walk found it. `page` is the one of its section. */
export interface Item {
  readonly name: string;
  readonly line: number;
  readonly page: number;
  readonly fields: ItemFields;
}

export interface Fence {
  readonly line: number;
  readonly text: string;
}

export interface WalkedSection {
  readonly name: SectionName;
  readonly line: number;
  readonly page: number;
  readonly items: Item[];
  readonly fences: Fence[];
  /** The sentence on the answer of a success: its status, and whether it says that the body is empty. */
  answer?: { readonly status: number; readonly empty: boolean; readonly line: number };
}

export interface WalkedTopic {
  readonly topic: ContentsTopic;
  readonly line: number;
  readonly sections: WalkedSection[];
  /** The items of a topic without sections: common parameters and common errors. */
  readonly items: Item[];
}

export interface WalkedReference {
  readonly topics: readonly WalkedTopic[];
  /** `2016-11-23`, from the title page. */
  readonly apiVersion?: string;
  /** `2017-03-30`, from the sentence on the last publication. */
  readonly published?: string;
}

/**
 * Walks the text of an API reference (the Markdown of the converted book) line by line. A heading is what its name and its
 * place make it; a line that has no place is an error that names it. Nothing is skipped but prose, where prose may stand.
 */
export function walkReference(text: string): WalkedReference {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const contents = readContents(lines);
  const version = lines.slice(0, contents.next).map((line) => /^\**API Version (\d{4}-\d\d-\d\d)\**$/.exec(line)?.[1]);
  const apiVersion = version.find((match) => match !== undefined);
  const walk = new Walk(contents.topics);
  for (let index = contents.next; index < lines.length; index++) walk.take(lines[index] ?? '', index + 1);
  const published = walk.finish(lines.length);
  return { topics: walk.walked, ...(apiVersion ? { apiVersion } : {}), ...(published ? { published } : {}) };
}

class Walk {
  readonly walked: WalkedTopic[] = [];
  readonly #topics: readonly ContentsTopic[];
  #section: WalkedSection | undefined;
  #item: Item | undefined;
  #fence: { readonly line: number; readonly lines: string[]; readonly place: Fence[] | undefined } | undefined;
  #listed: string[] = [];
  #published: string | undefined;

  constructor(topics: readonly ContentsTopic[]) {
    this.#topics = topics;
  }

  take(raw: string, line: number): void {
    if (this.#fence) {
      if (/^```\s*$/.test(raw)) this.#closeFence();
      else this.#fence.lines.push(raw);
      return;
    }
    if (raw.trim() === '') return;
    const heading = readHeading(raw);
    const field = readFieldLine(raw.trim());
    if (raw.startsWith('```')) this.#openFence(line);
    else if (heading) this.#heading(heading, line);
    else if (field) this.#field(field, line);
    else this.#prose(raw, line);
  }

  /** Ends the walk and returns the day of publication. */
  finish(lastLine: number): string | undefined {
    if (this.#fence) throw new ExtractionError('a code block that never ends', this.#fence.line);
    this.#closeTopic(lastLine);
    const missing = this.#topics[this.walked.length];
    if (missing)
      throw new ExtractionError(
        `the text ends without "${missing.title}", which is listed on line ${missing.line}`,
        lastLine,
      );
    return this.#published;
  }

  get #topic(): WalkedTopic | undefined {
    return this.walked.at(-1);
  }

  #field(field: { readonly name: FieldName; readonly value: string }, line: number): void {
    if (!this.#item) throw new ExtractionError(`"${field.name}" stands outside of any item`, line);
    this.#item.fields.add(field.name, PRINTED_AS_IS.has(field.name) ? field.value : plain(field.value), line);
  }

  #heading({ name, page }: Heading, line: number): void {
    const expected = this.#topics[this.walked.length];
    if (expected && name === expected.title) {
      this.#openTopic(expected, line);
      return;
    }
    if (this.#topics.some((topic) => topic.title === name)) {
      throw new ExtractionError(`"${name}" does not stand where the table of contents has it`, line);
    }
    const topic = this.#topic;
    if (!topic) throw new ExtractionError(`the heading "${name}" stands before the first topic`, line);
    if (isSectionName(name)) this.#openSection(topic, name, line);
    else if (ADMONITIONS.has(name)) this.#prose(name, line);
    else this.#openItem(topic, name, page, line);
  }

  #openTopic(topic: ContentsTopic, line: number): void {
    this.#closeTopic(line);
    this.walked.push({ topic, line, sections: [], items: [] });
    this.#section = undefined;
    this.#item = undefined;
    this.#listed = [];
  }

  #closeTopic(line: number): void {
    const open = this.#topic;
    if (!open) return;
    const missing = open.topic.sections[open.sections.length];
    if (missing) throw new ExtractionError(`${open.topic.title} ends without its section "${missing.name}"`, line);
    if (open.topic.kind !== 'list') return;
    const kind = open.topic.title === 'Actions' ? 'action' : 'data type';
    const expected = this.#topics
      .filter((topic) => topic.kind === kind)
      .map((topic) => `${topic.title} (p. ${topic.page})`);
    const differs = expected.findIndex((entry, index) => entry !== this.#listed[index]);
    if (differs >= 0 || this.#listed.length !== expected.length) {
      const entry = expected[differs] ?? this.#listed[expected.length];
      throw new ExtractionError(`the list of ${open.topic.title} and the table of contents differ at ${entry}`, line);
    }
  }

  #openSection(topic: WalkedTopic, name: SectionName, line: number): void {
    const expected = topic.topic.sections[topic.sections.length];
    if (expected?.name !== name) {
      const wanted = expected ? `"${expected.name}" is next` : 'it has no more';
      throw new ExtractionError(
        `"${name}" is not the next section of ${topic.topic.title}: ${wanted} in the table of contents`,
        line,
      );
    }
    this.#section = { name, line, page: expected.page, items: [], fences: [] };
    this.#item = undefined;
    topic.sections.push(this.#section);
  }

  #openItem(topic: WalkedTopic, name: string, page: number | undefined, line: number): void {
    const kind = itemKind(topic.topic, this.#section?.name);
    if (!kind?.grammar.test(name)) throw new ExtractionError(`the heading "${name}" cannot be classified`, line);
    const linked = kind.syntax && topic.topic.sections.find((section) => section.name === kind.syntax);
    // An empty response has no syntax section, and no members either.
    const wanted = kind.syntax ? linked?.page : undefined;
    if (page !== wanted) {
      throw new ExtractionError(
        `"${name}" refers to page ${page ?? 'none'}, its place in the table of contents to page ${wanted ?? 'none'}`,
        line,
      );
    }
    const items = this.#section?.items ?? topic.items;
    if (items.some((item) => item.name === name)) throw new ExtractionError(`"${name}" is described twice`, line);
    const owner = `the ${kind.word} ${name}`;
    this.#item = {
      name,
      line,
      page: this.#section?.page ?? topic.topic.page,
      fields: new ItemFields(owner, kind.fields),
    };
    items.push(this.#item);
  }

  #openFence(line: number): void {
    const syntax = this.#section?.name === 'Request Syntax' || this.#section?.name === 'Response Syntax';
    const example = this.#item && !this.#item.fields.started && this.#topic?.topic.kind === 'common parameters';
    if (!syntax && !example) throw new ExtractionError('a code block outside of a syntax section', line);
    this.#fence = { line, lines: [], place: syntax ? this.#section?.fences : undefined };
  }

  #closeFence(): void {
    const fence = this.#fence;
    fence?.place?.push({ line: fence.line, text: fence.lines.join('\n') });
    this.#fence = undefined;
  }

  #prose(raw: string, line: number): void {
    const text = plain(raw.trim());
    if (looksLikeField(text)) throw new ExtractionError(`a damaged field line: ${raw.trim()}`, line);
    const why = this.#refusal(text, line);
    if (why) throw new ExtractionError(`${why}: ${raw.trim()}`, line);
  }

  /** Why a line of prose may not stand here, or undefined when it may. */
  #refusal(text: string, line: number): string | undefined {
    if (this.#item) {
      return this.#item.fields.started
        ? `neither a heading nor a field, after the fields of "${this.#item.name}"`
        : undefined;
    }
    const topic = this.#topic;
    if (!topic) return 'text before the first topic';
    if (topic.topic.kind === 'list') {
      const entry = /^[-*] (\w+ \(p\. \d+\))$/.exec(text)?.[1];
      if (entry) this.#listed.push(entry);
      return entry || this.#listed.length === 0 ? undefined : 'not an entry of the list';
    }
    if (this.#section) {
      return this.#boilerplate(this.#section, text, line)
        ? undefined
        : `not a sentence that "${this.#section.name}" can have`;
    }
    const date = /^This document was last published on ([A-Z][a-z]+ \d{1,2}, \d{4})\.$/.exec(text)?.[1];
    if (date) this.#published = isoDay(date);
    return date && !this.#published ? 'not a date' : undefined;
  }

  #boilerplate(section: WalkedSection, text: string, line: number): boolean {
    switch (section.name) {
      case 'Request Syntax':
      case 'Response Syntax':
        return false;
      case 'Request Parameters':
        return COMMON_PARAMETERS.test(text) || text === 'The request accepts the following data in JSON format.';
      case 'Response Elements': {
        const answer = ANSWER.exec(text);
        if (answer) {
          if (section.answer) throw new ExtractionError('a second sentence on the answer of a success', line);
          section.answer = { status: Number(answer[1]), empty: answer[2] !== undefined, line };
        }
        return answer !== null || text === RETURNED;
      }
      case 'Errors':
        return COMMON_ERRORS.test(text);
      case 'Contents':
        return text === 'In the following list, the required parameters are described first.';
      case 'See Also':
        return SEE_ALSO.test(text) || /^- AWS (Command Line Interface|SDK for [\w.+# ]+)( V\d+)?$/.test(text);
    }
  }
}

interface ItemKind {
  readonly word: string;
  readonly grammar: RegExp;
  readonly fields: readonly FieldName[];
  /** The section whose page the item's heading repeats. */
  readonly syntax?: SectionName;
}

const MEMBER_FIELDS = [
  'Type',
  'Length Constraints',
  'Valid Range',
  'Valid Values',
  'Array Members',
  'Pattern',
  'Required',
] as const;
const NAME = /^[A-Za-z][A-Za-z0-9]*$/;

function itemKind(topic: ContentsTopic, section: SectionName | undefined): ItemKind | undefined {
  if (topic.kind === 'common parameters') {
    return {
      word: 'common parameter',
      grammar: /^[A-Za-z][A-Za-z0-9-]*$/,
      fields: ['Type', 'Valid Values', 'Required', 'Condition'],
    };
  }
  if (topic.kind === 'common errors') return { word: 'common error', grammar: NAME, fields: ['HTTP Status Code'] };
  switch (section) {
    case 'Request Parameters':
      return { word: 'request member', grammar: NAME, fields: MEMBER_FIELDS, syntax: 'Request Syntax' };
    case 'Response Elements':
      return { word: 'response member', grammar: NAME, fields: MEMBER_FIELDS, syntax: 'Response Syntax' };
    case 'Contents':
      return { word: 'member', grammar: NAME, fields: MEMBER_FIELDS };
    case 'Errors':
      return { word: 'error', grammar: NAME, fields: ['HTTP Status Code'] };
    default:
      return undefined;
  }
}

export interface Heading {
  readonly name: string;
  readonly page: number | undefined;
}

/** A line that is a heading by its marks: hashes, or bold from end to end, with or without a page behind. */
export function readHeading(raw: string): Heading | undefined {
  const marked =
    /^#{1,6}\s+(.*)$/.exec(raw)?.[1] ?? (/^\*\*[^*]+\*\*(?:\s*\(p\. \d+\))?\s*$/.test(raw) ? raw : undefined);
  if (marked === undefined) return undefined;
  const match = /^(.*?)(?:\s*\(p\. (\d+)\))?$/.exec(plain(marked).trim());
  return { name: match?.[1] ?? '', page: match?.[2] === undefined ? undefined : Number(match[2]) };
}

/** Takes bold, links and escapes off a line of Markdown. */
export function plain(text: string): string {
  return text
    .replace(/\*\*/g, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/\\([\\`*_{}()[\]#+.!$|-])/g, '$1');
}

function isoDay(printed: string): string | undefined {
  const [, month, day, year] = /^([A-Z][a-z]+) (\d+), (\d+)$/.exec(printed) ?? [];
  const index = MONTHS.indexOf(month ?? '');
  return index < 0 ? undefined : `${year}-${String(index + 1).padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** Backslashes and brackets are part of these values. */
const PRINTED_AS_IS: ReadonlySet<string> = new Set(['Pattern']);
const ADMONITIONS: ReadonlySet<string> = new Set(['Note', 'Important', 'Warning', 'Tip']);

/** Whether a heading only stands above a remark: the remark belongs to what is above the heading. */
export const isAdmonition = (name: string): boolean => ADMONITIONS.has(name);
const COMMON_PARAMETERS =
  /^For information about the parameters that are common to all actions, see Common Parameters(?: \(p\. \d+\))?\.$/;
const COMMON_ERRORS =
  /^For information about the errors that are common to all actions, see Common Errors(?: \(p\. \d+\))?\.$/;
const RETURNED = 'The following data is returned in JSON format by the service.';
const ANSWER =
  /^If the action is successful, the service sends back an HTTP (\d{3}) response( with an empty HTTP body)?\.(?: The following data is returned in JSON format by the service\.)?$/;
const SEE_ALSO =
  /^For more information about using this API in one of the language-specific AWS SDKs, see the following:$/;
