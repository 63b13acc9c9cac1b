import { ExtractionError } from './error.js';

/** The sections that a topic of a reference can have. Their names decide what a heading is; its level does not (it drifts). */
export const SECTION_NAMES = [
  'Request Syntax',
  'Request Parameters',
  'Response Syntax',
  'Response Elements',
  'Errors',
  'Contents',
  'See Also',
] as const;

export type SectionName = (typeof SECTION_NAMES)[number];

export interface ContentsSection {
  readonly name: SectionName;
  readonly page: number;
}

/** What a topic is follows from where the table of contents lists it. */
export type TopicKind = 'prose' | 'list' | 'action' | 'data type' | 'common parameters' | 'common errors';

export interface ContentsTopic {
  readonly title: string;
  readonly page: number;
  readonly kind: TopicKind;
  readonly sections: readonly ContentsSection[];
  /** The line of the row, 1-based. */
  readonly line: number;
}

/**
 * Reads the table of contents of a reference: the rows from the heading "Table of Contents" to the next heading, in however
 * many tables the conversion has cut them. `next` is the index of that heading in `lines`. Throws `ExtractionError`.
 */
export function readContents(lines: readonly string[]): {
  readonly topics: readonly ContentsTopic[];
  readonly next: number;
} {
  const start = lines.findIndex((line) => /^#+ +\**Table of Contents\**$/.test(line));
  if (start < 0)
    throw new ExtractionError('the text has no table of contents, so its sections cannot be told apart', 1);
  const topics: (ContentsTopic & { readonly sections: ContentsSection[] })[] = [];
  let next = start + 1;
  let group: 'before' | 'actions' | 'data types' | 'after' = 'before';
  let page = 0;
  for (; next < lines.length; next++) {
    const text = (lines[next] ?? '').trim();
    const line = next + 1;
    if (text.startsWith('#')) break;
    if (text === '' || /^\|[ |:-]*\|$/.test(text)) continue;
    const row = /^\| *(\S.*?) \.{2,} *\| *(\d+) *\|$/.exec(text);
    if (!row?.[1]) throw new ExtractionError(`not a row of the table of contents: ${text}`, line);
    const [title, printed] = [row[1], Number(row[2])];
    if (printed < page)
      throw new ExtractionError(`page ${printed} comes after page ${page} in the table of contents`, line);
    page = printed;
    if (isSectionName(title)) {
      const topic = topics.at(-1);
      if (!topic) throw new ExtractionError(`the section "${title}" stands before any topic`, line);
      if (topic.sections.some((section) => section.name === title)) {
        throw new ExtractionError(`the table of contents lists "${title}" of ${topic.title} twice`, line);
      }
      topic.sections.push({ name: title, page });
      continue;
    }
    if (topics.some((topic) => topic.title === title))
      throw new ExtractionError(`the topic "${title}" is listed twice`, line);
    const kind: TopicKind =
      title === 'Actions' || title === 'Data Types'
        ? 'list'
        : title === 'Common Parameters'
          ? 'common parameters'
          : title === 'Common Errors'
            ? 'common errors'
            : group === 'actions'
              ? 'action'
              : group === 'data types'
                ? 'data type'
                : 'prose';
    if (title === 'Actions') group = 'actions';
    else if (title === 'Data Types') group = 'data types';
    else if (title.startsWith('Common ')) group = 'after';
    topics.push({ title, page, kind, sections: [], line });
  }
  for (const needed of ['Actions', 'Data Types']) {
    if (!topics.some((topic) => topic.title === needed)) {
      throw new ExtractionError(`the table of contents lacks "${needed}"`, start + 1);
    }
  }
  return { topics, next };
}

export function isSectionName(text: string): text is SectionName {
  return (SECTION_NAMES as readonly string[]).includes(text);
}
