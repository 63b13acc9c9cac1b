import type { Binding, Cite, ErrorDeclaration, Member, Members, Operation } from '../spec.js';
import { ExtractionError } from './error.js';
import { type FieldName, ItemFields, looksLikeField, readFieldLine } from './fields.js';

/** What the page of one operation states. */
export interface PageParts {
  readonly name: string;
  readonly operation: Operation;
}

/**
 * Extracts the plain text of one operation's page (REST-JSON): no marks at all, so a heading is a line that is one of the known
 * section names, and an item is a line that is one bare word. As strict as the extractor of a whole reference: a line that
 * cannot be classified is an `ExtractionError` that names it. Descriptions are not kept.
 */
export function extractPage(text: string): PageParts {
  const page = new Page();
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) page.take(raw.trim(), index + 1);
  return page.finish(lines.length);
}

const SECTIONS = [
  'Request Syntax',
  'URI Request Parameters',
  'Request Body',
  'Response Syntax',
  'Response Elements',
  'Errors',
  'See Also',
] as const;

type SectionName = (typeof SECTIONS)[number];

interface Section {
  readonly name: SectionName;
  readonly line: number;
  readonly items: Item[];
  syntax?: { readonly text: string; readonly line: number };
}

interface Item {
  readonly name: string;
  readonly line: number;
  readonly fields: ItemFields;
  /** The members that an error prints under its name. */
  readonly members: Record<string, { readonly cite: Cite }>;
}

class Page {
  #title: { readonly name: string; readonly line: number } | undefined;
  #headed = false;
  readonly #sections: Section[] = [];
  #item: Item | undefined;
  #answer: number | undefined;

  take(text: string, line: number): void {
    if (text === '') return;
    const section = this.#sections.at(-1);
    const field = readFieldLine(text);
    if ((SECTIONS as readonly string[]).includes(text) && this.#headed) this.#open(text as SectionName, line);
    else if (field && this.#item) this.#item.fields.add(field.name, field.value, line);
    else if (field || looksLikeField(text))
      throw new ExtractionError(`a field line outside of any item: ${text}`, line);
    else if (!section) this.#opening(text, line);
    else this.#within(section, text, line);
  }

  #opening(text: string, line: number): void {
    const title = /^([A-Z][A-Za-z0-9]*) - AWS [A-Z]\w+$/.exec(text)?.[1];
    if (!this.#title) {
      if (title) this.#title = { name: title, line };
      else if (text !== 'View a markdown version of this page')
        throw new ExtractionError(`not the title of a page: ${text}`, line);
    } else if (!this.#headed) {
      if (text !== this.#title.name)
        throw new ExtractionError(`expected the heading ${this.#title.name}: ${text}`, line);
      this.#headed = true;
    } else if (!isSentence(text)) {
      throw new ExtractionError(`neither a section nor a sentence: ${text}`, line);
    }
  }

  #open(name: SectionName, line: number): void {
    const last = this.#sections.at(-1);
    if (last && SECTIONS.indexOf(name) <= SECTIONS.indexOf(last.name)) {
      throw new ExtractionError(`"${name}" cannot come after "${last.name}"`, line);
    }
    this.#sections.push({ name, line, items: [] });
    this.#item = undefined;
  }

  #within(section: Section, text: string, line: number): void {
    if (section.name === 'Request Syntax' || section.name === 'Response Syntax') {
      if (section.syntax) throw new ExtractionError(`more than a syntax line in "${section.name}": ${text}`, line);
      section.syntax = { text, line };
    } else if (section.name !== 'See Also' && /^[A-Za-z][A-Za-z0-9]*$/.test(text)) {
      this.#word(section, text, line);
    } else if (this.#item) {
      if (this.#item.fields.started || !isSentence(text)) {
        throw new ExtractionError(`neither an item, a field nor a description, in "${section.name}": ${text}`, line);
      }
    } else {
      const answer = ANSWER.exec(text)?.[1];
      if (answer) this.#answer = Number(answer);
      else if (!BOILERPLATE[section.name].test(text)) {
        throw new ExtractionError(`not a sentence that "${section.name}" can have: ${text}`, line);
      }
    }
  }

  /** One bare word: an item of the section, or a member of the error above it. */
  #word(section: Section, name: string, line: number): void {
    const cite = { line };
    if (section.name === 'Errors' && !name.endsWith('Exception')) {
      if (!this.#item || this.#item.fields.started)
        throw new ExtractionError(`"${name}" is no error and no member of one`, line);
      if (this.#item.members[name]) throw new ExtractionError(`"${name}" is described twice`, line);
      this.#item.members[name] = { cite };
      return;
    }
    if (section.items.some((item) => item.name === name))
      throw new ExtractionError(`"${name}" is described twice`, line);
    const allowed: readonly FieldName[] = section.name === 'Errors' ? ['HTTP Status Code'] : MEMBER_FIELDS;
    this.#item = { name, line, fields: new ItemFields(name, allowed), members: {} };
    section.items.push(this.#item);
  }

  finish(lastLine: number): PageParts {
    const title = this.#title;
    if (!title) throw new ExtractionError('the text is not the page of an operation', 1);
    const section = (name: SectionName): Section => {
      const found = this.#sections.find((candidate) => candidate.name === name);
      if (!found) throw new ExtractionError(`the page has no section "${name}"`, lastLine);
      return found;
    };
    const uri = section('URI Request Parameters');
    const body = section('Request Body');
    const syntax = section('Request Syntax');
    const request = readRequestSyntax(syntax, uri.items);
    const located = readMembers(uri.items, 'stated', request.bindings);
    const members = readMembers(body.items, 'stated');
    compareNames(syntax, request.body, members);

    const elements = section('Response Elements');
    const response = readResponseSyntax(section('Response Syntax'));
    const answered = readMembers(elements.items, 'unstated');
    compareNames(section('Response Syntax'), response.body, answered);
    if (this.#answer !== response.status) {
      throw new ExtractionError(
        `the answer has the status ${response.status} above and ${this.#answer ?? 'none'} here`,
        elements.line,
      );
    }
    const errors: Record<string, ErrorDeclaration> = {};
    for (const item of section('Errors').items) {
      const printed = Object.keys(item.members).length > 0 ? { members: item.members } : {};
      errors[item.name] = { status: item.fields.status(item.line), ...printed, cite: { line: item.line } };
    }
    const operation: Operation = {
      http: { method: request.method, path: request.path, status: response.status },
      request: { body: 'members', members: { ...located, ...members }, cite: { line: uri.line } },
      response: {
        body: Object.keys(answered).length === 0 ? 'empty' : 'members',
        members: answered,
        cite: { line: elements.line },
      },
      errors,
      cite: { line: title.line },
    };
    return { name: title.name, operation };
  }
}

function readMembers(
  items: readonly Item[],
  required: 'stated' | 'unstated',
  bindings?: ReadonlyMap<string, Binding>,
): Record<string, Member> {
  const members: Record<string, Member> = {};
  for (const { name, line, fields } of items) {
    // The parameters of a URI are printed without a type.
    const shape = fields.shape(line, bindings ? 'String' : undefined);
    const answer = fields.required();
    if (required === 'stated' && !answer) {
      throw new ExtractionError(`"${name}" does not say whether it is required`, line);
    }
    const binding = bindings?.get(name);
    members[name] = {
      ...shape,
      ...(answer ? { required: answer === 'yes' } : {}),
      ...(binding ? { binding } : {}),
      cite: { line },
    };
  }
  return members;
}

/** Reads the request line. The placeholders of its path are printed without braces: the URI parameters tell them apart. */
function readRequestSyntax(section: Section, parameters: readonly Item[]) {
  const line = section.syntax?.line ?? section.line;
  const [, method, printedPath, printedQuery, body] = REQUEST_LINE.exec(section.syntax?.text ?? '') ?? [];
  if (!method || !printedPath) throw new ExtractionError('"Request Syntax" is not a request line', line);
  const segments = printedPath.split('/').slice(1);
  const query = new Map<string, string>();
  for (const pair of printedQuery?.split('&') ?? []) query.set(pair.split('=')[1] ?? '', pair.split('=')[0] ?? '');
  const bindings = new Map<string, Binding>();
  for (const { name, line: at } of parameters) {
    const key = query.get(name);
    if (segments.includes(name)) bindings.set(name, { in: 'path', name });
    else if (key) bindings.set(name, { in: 'query', name: key });
    else throw new ExtractionError(`the URI parameter ${name} is not in the request line`, at);
  }
  const bare = [...segments.filter((segment) => /^[A-Z]/.test(segment)), ...query.keys()].find(
    (name) => !bindings.has(name),
  );
  if (bare) throw new ExtractionError(`${bare} in the request line is not described`, line);
  return {
    method,
    path: `/${segments.map((name) => (bindings.has(name) ? `{${name}}` : name)).join('/')}`,
    body,
    bindings,
  };
}

function readResponseSyntax(section: Section): { readonly status: number; readonly body: string | undefined } {
  const match = /^HTTP\/1\.1 (\d{3})(?: Content-type: application\/json (\{.*\}))?$/.exec(section.syntax?.text ?? '');
  if (!match) throw new ExtractionError('"Response Syntax" is not a status line', section.syntax?.line ?? section.line);
  return { status: Number(match[1]), body: match[2] };
}

/** Holds the body of a syntax line against the members that the text describes: names, order and kind of value. */
function compareNames(section: Section, body: string | undefined, members: Members): void {
  const line = section.syntax?.line ?? section.line;
  let printed: unknown;
  try {
    printed = JSON.parse((body ?? '{}').replace(/: (number|boolean|blob)(?= *[,}\]])/g, ': "<$1>"'));
  } catch {
    throw new ExtractionError(`the body in "${section.name}" is not JSON`, line);
  }
  const names = Object.keys(printed as object);
  if (names.join() !== Object.keys(members).join()) {
    throw new ExtractionError(
      `"${section.name}" has ${names.join(', ')} where ${Object.keys(members).join(', ')} are described`,
      line,
    );
  }
  for (const [name, value] of Object.entries(printed as object)) {
    const type = members[name]?.type ?? '';
    const fits = Array.isArray(value)
      ? type === 'list'
      : typeof value === 'object'
        ? type === 'structure' || type === 'map'
        : (PRINTED_AS[String(value)] ?? []).includes(type);
    if (!fits) throw new ExtractionError(`"${section.name}" shows ${name} otherwise than as ${type}`, line);
  }
}

function isSentence(text: string): boolean {
  return / /.test(text) && /[.:)]$/.test(text);
}

const PRINTED_AS: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  '<number>': ['integer', 'long', 'float', 'double', 'timestamp'],
  '<boolean>': ['boolean'],
  '<blob>': ['blob'],
};

const MEMBER_FIELDS = [
  'Type',
  'Length Constraints',
  'Valid Range',
  'Valid Values',
  'Array Members',
  'Pattern',
  'Required',
] as const;
const REQUEST_LINE =
  /^(GET|PUT|POST|DELETE|PATCH|HEAD) (\/[^ ?]*)(?:\?([^ ]*))? HTTP\/1\.1(?: Content-type: application\/json (\{.*\}))?$/;
const ANSWER =
  /^If the action is successful, the service sends back an HTTP (\d{3}) response(?: with an empty HTTP body)?\.$/;
const NOTHING = /^(?!)$/;
const BOILERPLATE: Readonly<Record<SectionName, RegExp>> = {
  'Request Syntax': NOTHING,
  'URI Request Parameters': /^The request (?:uses the following|does not use any) URI parameters\.$/,
  'Request Body': /^The request (?:accepts the following data in JSON format|does not have a request body)\.$/,
  'Response Syntax': NOTHING,
  'Response Elements': /^The following data is returned in JSON format by the service\.$/,
  Errors: /^For information about the errors that are common to all actions, see Common (?:Error Types|Errors)\.$/,
  'See Also':
    /^For more information about using this API in one of the language-specific AWS SDKs, see the following:$|^AWS /,
};
