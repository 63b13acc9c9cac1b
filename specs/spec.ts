/**
 * The shape of a spec file (`specs/<service>/<edition>.json`): what one edition of an API reference states, as data.
 *
 * A spec holds what its source says and nothing else. What the suite holds where a source is silent or contradicts itself is
 * in `specs/adjudications/`, and `effectiveSpec` (specs/effective.ts) lays it over the spec.
 */

export type Service = 'sfn' | 'durable';

/** `2017-03-30` and `current` of `sfn`, `2025-12-01` of `durable`. A user's own extraction may have another name. */
export type Edition = string;

/**
 * Where a source states an item: a line of the reference text (1-based) and the page that its table of contents gives for the
 * section, or a shape of the official model (`StartExecutionInput`, or `StartExecutionInput.input` for a member).
 */
export type Cite = { readonly line: number; readonly page?: number } | { readonly shape: string };

export interface Source {
  /** What it is called where it was published. */
  readonly title: string;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  /** The day of publication, or of the release that carried it, `YYYY-MM-DD`. Absent when the source does not say. */
  readonly date?: string;
}

/** The type of a value and what limits it. Lengths of strings are in characters, of blobs in bytes, as the source prints them. */
export type Shape =
  | StringShape
  | NumberShape
  | { readonly type: 'boolean'; readonly sensitive?: true }
  | { readonly type: 'timestamp' }
  | { readonly type: 'blob'; readonly minLength?: number; readonly maxLength?: number; readonly sensitive?: true }
  /** `name` is a key of `Spec.dataTypes`. */
  | { readonly type: 'structure'; readonly name: string; readonly sensitive?: true }
  | ListShape
  | { readonly type: 'map'; readonly keys: Shape; readonly values: Shape; readonly sensitive?: true };

export interface StringShape {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression that the whole value must match. */
  readonly pattern?: string;
  /** The allowed values, in the order of the source. */
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

export interface NumberShape {
  readonly type: 'integer' | 'long' | 'float' | 'double';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly sensitive?: true;
}

export interface ListShape {
  readonly type: 'list';
  readonly items: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly sensitive?: true;
}

/** Where a member travels, for an API whose members are not all in the body. Absent: in the JSON body. */
export type Binding =
  | { readonly in: 'path' | 'query' | 'header'; readonly name: string }
  /** The member is the whole body. */
  | { readonly in: 'payload' }
  /** The member is the HTTP status itself. */
  | { readonly in: 'status' };

export type Member = Shape & {
  /** Absent: the source does not say (every response member of the 2017 reference, A04). */
  readonly required?: boolean;
  /** Set by an adjudication only: null stands for absent. */
  readonly nullable?: true;
  readonly binding?: Binding;
  /** The client fills it in when the caller does not. */
  readonly idempotencyToken?: true;
  readonly cite: Cite;
};

export type Members = Readonly<Record<string, Member>>;

/** A request or a response. `empty`: the source says that it has no body, or a structure without members. */
export interface Message {
  readonly body: 'members' | 'empty';
  readonly members: Members;
  readonly cite: Cite;
}

export interface Operation {
  /** Absent where the source does not state it (the 2017 reference, A20). */
  readonly http?: { readonly method: string; readonly path: string; readonly status: number };
  readonly request: Message;
  readonly response: Message;
  /** The errors that the operation declares, by name. */
  readonly errors: Readonly<Record<string, ErrorDeclaration>>;
  /** The endpoint's host name gets this in front. */
  readonly hostPrefix?: string;
  readonly idempotent?: true;
  readonly readonly?: true;
  readonly cite: Cite;
}

export interface ErrorDeclaration {
  /** Absent where the source does not state one (the `sfn` model). */
  readonly status?: number;
  /** Members of the error that are printed with the declaration (the durable page only). */
  readonly members?: Readonly<Record<string, { readonly cite: Cite }>>;
  readonly cite: Cite;
}

export interface Structure {
  readonly members: Members;
  readonly cite: Cite;
}

/** One distinct error. The 2017 reference states no members of errors: `members` is empty there. */
export interface ErrorShape {
  readonly status?: number;
  readonly members: Members;
  /** The service's own fault. */
  readonly fault?: true;
  readonly cite: Cite;
}

export interface CommonParameter {
  readonly required: 'yes' | 'no' | 'conditional';
  readonly enum?: readonly string[];
  readonly cite: Cite;
}

export type Protocol =
  | { readonly name: 'aws-json-1.0'; readonly targetPrefix: string; readonly signingName: string }
  | { readonly name: 'rest-json'; readonly signingName: string };

export interface Spec {
  readonly specVersion: 1;
  readonly service: Service;
  readonly edition: Edition;
  /** `2016-11-23` of `sfn`, `2015-03-31` of Lambda. Absent when no source says. */
  readonly apiVersion?: string;
  /** Citations with a line are of the reference, citations with a shape are of the model. */
  readonly sources: { readonly reference?: Source; readonly model?: Source };
  readonly protocol?: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly dataTypes: Readonly<Record<string, Structure>>;
  readonly errors: Readonly<Record<string, ErrorShape>>;
  readonly commonErrors: Readonly<Record<string, { readonly status: number; readonly cite: Cite }>>;
  readonly commonParameters: Readonly<Record<string, CommonParameter>>;
}

/** The operation of that name, or a sentence for a person who mistyped it. Throws `RangeError`. */
export function operationOf(spec: Spec, name: string): Operation {
  const operation = Object.hasOwn(spec.operations, name) ? spec.operations[name] : undefined;
  if (!operation) throw new RangeError(`The edition ${spec.edition} of ${spec.service} has no operation ${name}.`);
  return operation;
}

/** The data type of that name. Throws `RangeError`. */
export function dataTypeOf(spec: Spec, name: string): Structure {
  const structure = Object.hasOwn(spec.dataTypes, name) ? spec.dataTypes[name] : undefined;
  if (!structure) throw new RangeError(`The edition ${spec.edition} of ${spec.service} has no data type ${name}.`);
  return structure;
}
