import type { Json } from '../asl/doc.js';

/** Which layer of the service refuses: its rules, the constraints of its model, or the front end before it. */
export type ErrorLayer = 'service' | 'constraint' | 'front-end';

/** Where AWS's `__type` places the errors of a layer (recorded, facts in specs/sfn/statements/wire.yaml). */
const NAMESPACES: Readonly<Record<ErrorLayer, string>> = {
  service: 'com.amazonaws.swf.service.v2.model',
  constraint: 'com.amazon.coral.validate',
  'front-end': 'com.amazon.coral.service',
};

/** A refusal as the API gives it. `message` is empty for the few errors that carry none. */
export class ServiceError extends Error {
  constructor(
    /** `StateMachineDoesNotExist`, `ValidationException`, ... */
    override readonly name: string,
    message: string,
    readonly options: {
      readonly layer?: ErrorLayer;
      /** Default 400: the JSON protocol ignores the statuses that the model binds to errors. */
      readonly status?: number;
      /** Further members of the error: `resourceName`, `reason`, ... */
      readonly members?: Readonly<Record<string, Json>>;
    } = {},
  ) {
    super(message);
  }

  get status(): number {
    return this.options.status ?? 400;
  }

  /** What `__type` says: namespace and name. */
  get type(): string {
    return `${NAMESPACES[this.options.layer ?? 'service']}#${this.name}`;
  }

  /** The body of the answer. The front end writes `Message`, the layers behind it `message`. */
  get body(): Record<string, Json> {
    const key = this.options.layer === 'front-end' ? 'Message' : 'message';
    return {
      __type: this.type,
      ...(this.message === '' ? {} : { [key]: this.message }),
      ...this.options.members,
    };
  }
}

/** `<Title>: '<detail>'`, the form of nearly all of the service's messages: the name's words, then what it is about. */
export function refusal(name: string, detail: string, members?: Readonly<Record<string, Json>>): ServiceError {
  const title = TITLES[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return new ServiceError(name, `${title}: '${detail}'`, members === undefined ? {} : { members });
}

const TITLES: Readonly<Record<string, string>> = {
  InvalidDefinition: 'Invalid State Machine Definition',
  InvalidExecutionInput: 'Invalid State Machine Execution Input',
  ResourceNotFound: 'Resource not found',
};

/** A rule of the service that its model declares as ValidationException; constraint violations have a layer of their own. */
export function invalid(message: string, reason?: string): ServiceError {
  return new ServiceError('ValidationException', message, reason === undefined ? {} : { members: { reason } });
}

export function unknownOperation(): ServiceError {
  return new ServiceError('UnknownOperationException', '', { layer: 'front-end' });
}

export function serialization(message: string): ServiceError {
  return new ServiceError('SerializationException', message, { layer: 'front-end' });
}

/** What Express machines are told by operations of Standard ones, and the other way round (recorded: test_sfn_api_express). */
export function unsupportedType(): ServiceError {
  return new ServiceError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}
