/**
 * What the operations of an AWS service answer: the types and constraints that TestState holds mocked results to. One file a
 * service, `specs/integrations/<service>.json`, cut from the official model; no sentence of it is kept.
 */
export interface OutputModel {
  readonly service: string;
  /** Where it comes from: package, version, model, and the SHA-256 of the model's text. */
  readonly source: { readonly title: string; readonly sha256: string };
  /** The shape of an operation's answer, by the action's name in a Resource: `getObject`. Absent answers are empty. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, OutputShape>>;
}

/** A shape of the model. `members`, `item` and `value` are names of shapes. */
export interface OutputShape {
  readonly type: 'string' | 'blob' | 'timestamp' | 'number' | 'boolean' | 'structure' | 'list' | 'map';
  readonly members?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly item?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
}
