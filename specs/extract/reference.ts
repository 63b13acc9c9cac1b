import type {
  Cite,
  CommonParameter,
  ErrorDeclaration,
  ErrorShape,
  Member,
  Members,
  Message,
  Operation,
  Shape,
  Structure,
} from '../spec.js';
import { ExtractionError } from './error.js';
import { checkSyntax } from './syntax.js';
import { type Item, type WalkedSection, type WalkedTopic, walkReference } from './walk.js';

/** What the text of a whole API reference states. */
export interface ReferenceParts {
  readonly apiVersion?: string;
  /** The day of publication that the text prints, `YYYY-MM-DD`. */
  readonly published?: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly dataTypes: Readonly<Record<string, Structure>>;
  readonly errors: Readonly<Record<string, ErrorShape>>;
  readonly commonErrors: Readonly<Record<string, { readonly status: number; readonly cite: Cite }>>;
  readonly commonParameters: Readonly<Record<string, CommonParameter>>;
  /** What was tolerated, one sentence each, with its line. */
  readonly notes: readonly string[];
}

/**
 * Extracts an API reference from its Markdown text: operations, data types, errors, common errors and parameters, each with the
 * line and page that state it. Strict: a line that cannot be classified, a value that cannot be read, a member that lacks its
 * type or its answer on being required is an `ExtractionError` that names the line. Descriptions are not kept.
 */
export function extractReference(text: string): ReferenceParts {
  const walked = walkReference(text);
  const notes: string[] = [];
  const dataTypes: Record<string, Structure> = {};
  const operations: Record<string, Operation> = {};
  const commonErrors: Record<string, { status: number; cite: Cite }> = {};
  const commonParameters: Record<string, CommonParameter> = {};

  for (const topic of walked.topics) {
    switch (topic.topic.kind) {
      case 'data type':
        dataTypes[topic.topic.title] = {
          members: readMembers(sectionOf(topic, 'Contents').items, 'stated'),
          cite: citeTopic(topic),
        };
        break;
      case 'common errors':
        for (const item of topic.items)
          commonErrors[item.name] = { status: item.fields.status(item.line), cite: citeOf(item) };
        break;
      case 'common parameters':
        for (const item of topic.items) commonParameters[item.name] = readCommonParameter(item);
        break;
      default:
        break;
    }
  }
  for (const structure of Object.values(dataTypes)) requireResolved(structure.members, dataTypes);
  for (const topic of walked.topics) {
    if (topic.topic.kind === 'action') operations[topic.topic.title] = readAction(topic, dataTypes, notes);
  }
  return {
    ...(walked.apiVersion ? { apiVersion: walked.apiVersion } : {}),
    ...(walked.published ? { published: walked.published } : {}),
    operations,
    dataTypes,
    errors: distinctErrors(operations),
    commonErrors,
    commonParameters,
    notes,
  };
}

function readAction(topic: WalkedTopic, dataTypes: Record<string, Structure>, notes: string[]): Operation {
  const title = topic.topic.title;
  const parameters = sectionOf(topic, 'Request Parameters');
  const elements = sectionOf(topic, 'Response Elements');
  const answer = elements.answer;
  if (!answer) throw new ExtractionError(`${title} does not say what answer a success has`, elements.line);
  if (answer.status !== 200) throw new ExtractionError(`${title} answers a success with ${answer.status}`, answer.line);
  if (answer.empty !== (elements.items.length === 0)) {
    throw new ExtractionError(
      `${title} ${answer.empty ? 'has response members and an empty body' : 'has no response member'}`,
      answer.line,
    );
  }
  const request = readMessage(parameters, readMembers(parameters.items, 'stated'));
  const response = readMessage(elements, readMembers(elements.items, 'unstated'));
  for (const [name, members] of [
    ['Request Syntax', request.members],
    ['Response Syntax', response.members],
  ] as const) {
    requireResolved(members, dataTypes);
    const syntax = topic.sections.find((section) => section.name === name);
    if (syntax) {
      const note = checkSyntax(syntax, members, dataTypes, title);
      if (note) notes.push(note);
    } else if (Object.keys(members).length > 0) {
      throw new ExtractionError(`${title} has no "${name}"`, topic.line);
    }
  }
  const errors: Record<string, ErrorDeclaration> = {};
  for (const item of sectionOf(topic, 'Errors').items)
    errors[item.name] = { status: item.fields.status(item.line), cite: citeOf(item) };
  return { request, response, errors, cite: citeTopic(topic) };
}

function readMessage(section: WalkedSection, members: Members): Message {
  const cite = { line: section.answer?.line ?? section.line, page: section.page };
  return { body: Object.keys(members).length === 0 ? 'empty' : 'members', members, cite };
}

function readMembers(items: readonly Item[], required: 'stated' | 'unstated'): Record<string, Member> {
  const members: Record<string, Member> = {};
  for (const item of items) {
    const shape = item.fields.shape(item.line);
    const answer = item.fields.required();
    if (answer === 'conditional')
      throw new ExtractionError(`"${item.name}" cannot be required conditionally`, item.line);
    if (required === 'stated' && !answer)
      throw new ExtractionError(`"${item.name}" does not say whether it is required`, item.line);
    members[item.name] = { ...shape, ...(answer ? { required: answer === 'yes' } : {}), cite: citeOf(item) };
  }
  return members;
}

function readCommonParameter(item: Item): CommonParameter {
  if (item.fields.plainType(item.line) !== 'string')
    throw new ExtractionError(`the type of "${item.name}" is not string`, item.line);
  const required = item.fields.required();
  if (!required) throw new ExtractionError(`"${item.name}" does not say whether it is required`, item.line);
  const values = item.fields.values();
  return { required, ...(values ? { enum: values } : {}), cite: citeOf(item) };
}

function distinctErrors(operations: Readonly<Record<string, Operation>>): Record<string, ErrorShape> {
  const errors: Record<string, ErrorShape> = {};
  for (const operation of Object.values(operations)) {
    for (const [name, { status, cite }] of Object.entries(operation.errors)) {
      const first = errors[name];
      if (first && first.status !== status) {
        const line = 'line' in cite ? cite.line : undefined;
        throw new ExtractionError(`${name} has the status ${status} here and ${first.status} before`, line);
      }
      errors[name] ??= { ...(status === undefined ? {} : { status }), members: {}, cite };
    }
  }
  return errors;
}

function requireResolved(members: Members, dataTypes: Readonly<Record<string, Structure>>): void {
  for (const member of Object.values(members)) {
    const inner: Shape = member.type === 'list' ? member.items : member;
    if (inner.type === 'structure' && !Object.hasOwn(dataTypes, inner.name)) {
      throw new ExtractionError(
        `the data type ${inner.name} is not described`,
        'line' in member.cite ? member.cite.line : undefined,
      );
    }
  }
}

function sectionOf(topic: WalkedTopic, name: WalkedSection['name']): WalkedSection {
  const section = topic.sections.find((candidate) => candidate.name === name);
  if (!section) throw new ExtractionError(`${topic.topic.title} has no section "${name}"`, topic.line);
  return section;
}

function citeOf(item: Item): Cite {
  return { line: item.line, page: item.page };
}

function citeTopic(topic: WalkedTopic): Cite {
  return { line: topic.line, page: topic.topic.page };
}
