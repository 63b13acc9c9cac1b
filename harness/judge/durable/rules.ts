import { shown, shownValue } from '../body.js';
import { errorName } from '../error-shape.js';
import { rulesOfEveryAnswer } from '../protocol/every-answer.js';
import { memberRules } from '../protocol/members.js';
import { broken, judged, kept, mediaType, notApplicable, type Rule } from '../rule.js';

const JSON_TYPE = 'application/json';

const status: Rule = {
  id: 'protocol:status',
  statement: 'durable:wire/status',
  check: ({ response, error, stated }) => {
    if (stated === undefined) return notApplicable;
    if (error !== undefined)
      return judged(response.status >= 400, '400 or above for a refusal', () => `${response.status}`);
    const ofMember = Object.values(stated.response.members).some(({ binding }) => binding?.in === 'status');
    if (ofMember) return kept;
    const expected = stated.http?.status ?? 200;
    return judged(response.status === expected, String(expected), () => String(response.status));
  },
};

const contentType: Rule = {
  id: 'protocol:content-type',
  statement: 'durable:wire/content-type',
  check: ({ response, stated }) => {
    if (stated === undefined || response.text === '') return notApplicable;
    return judged(
      mediaType(response.headers) === JSON_TYPE,
      JSON_TYPE,
      () => response.headers['content-type'] ?? 'no content-type header',
    );
  },
};

const jsonBody: Rule = {
  id: 'protocol:json-body',
  statement: 'durable:wire/json-body',
  check: ({ body, error, stated, response }) => {
    if (error !== undefined || stated === undefined) return notApplicable;
    const right = body.kind === 'object' || body.kind === 'empty';
    return judged(right, 'a JSON object', () => shown(response.text));
  },
};

const errorHeader: Rule = {
  id: 'protocol:error-type-header',
  statement: 'durable:wire/error-type-header',
  check: ({ error, response }) => {
    if (error === undefined) return notApplicable;
    const header = response.headers['x-amzn-errortype'];
    return judged(header !== undefined && errorName(header) !== '', "the error's name in x-amzn-ErrorType", () =>
      header === undefined ? 'no such header' : 'an empty one',
    );
  },
};

const errorBody: Rule = {
  id: 'protocol:error-body',
  statement: 'durable:wire/error-body',
  check: ({ error, body, stated, response }) => {
    if (error === undefined || stated === undefined) return notApplicable;
    if (body.kind !== 'object') return broken('a JSON object with a message', shown(response.text) || 'an empty body');
    const message = body.value.message ?? body.value.Message;
    return judged(typeof message === 'string', 'a message, or Message, that is a string', () => shownValue(body.value));
  },
};

/** What Lambda's front end may answer to any request, with its statuses: the page of its common errors, and L09. */
const FRONT_END: ReadonlyMap<string, readonly number[]> = new Map([
  ['ValidationException', [400]],
  ['ValidationError', [400]],
  ['SerializationException', [400]],
  ['InvalidRequestContentException', [400]],
  ['MalformedHttpRequestException', [400]],
  ['UnknownOperationException', [404]],
  ['UnsupportedMediaTypeException', [415]],
  ['UnrecognizedClientException', [403]],
  ['IncompleteSignature', [403]],
  ['IncompleteSignatureException', [403]],
  ['InvalidSignatureException', [403]],
  ['MissingAuthenticationTokenException', [403]],
  ['AccessDeniedException', [403]],
  ['ExpiredTokenException', [403]],
  ['NotAuthorized', [401]],
  ['OptInRequired', [403]],
  ['RequestEntityTooLargeException', [413]],
  ['RequestAbortedException', [400]],
  ['RequestExpired', [400]],
  ['RequestTimeoutException', [408]],
  ['ThrottlingException', [400]],
  ['InternalFailure', [500]],
  ['ServiceUnavailable', [503]],
]);

const declaredError: Rule = {
  id: 'protocol:declared-error',
  statement: 'durable:wire/declared-error',
  check: ({ error, stated }) => {
    if (error === undefined || error.type === '' || stated === undefined) return notApplicable;
    const known = Object.hasOwn(stated.errors, error.type) || FRONT_END.has(error.type);
    return judged(known, 'an error that the operation declares, or a common one', () => error.type);
  },
};

const errorStatus: Rule = {
  id: 'protocol:error-status',
  statement: 'durable:wire/error-status',
  check: ({ error, stated, spec }) => {
    if (error === undefined || error.type === '') return notApplicable;
    const declared =
      stated !== undefined && Object.hasOwn(stated.errors, error.type) ? stated.errors[error.type] : undefined;
    const shape = Object.hasOwn(spec.errors, error.type) ? spec.errors[error.type] : undefined;
    const known = declared?.status ?? shape?.status;
    const allowed = known === undefined ? FRONT_END.get(error.type) : [known];
    if (allowed === undefined) return notApplicable;
    return judged(allowed.includes(error.status), `status ${allowed.join(' or ')} for ${error.type}`, () =>
      String(error.status),
    );
  },
};

/** The statements of REST-JSON about values are those of AWS JSON under other names. */
const values: readonly Rule[] = memberRules.map((rule) => ({
  ...rule,
  statement: `durable:wire/${rule.id.slice('protocol:'.length)}`,
}));

/** The rules of REST-JSON, as Lambda speaks it. Smithy, "AWS restJson1 protocol"; statements `durable:wire/...`. */
export const restRules: readonly Rule[] = [
  status,
  contentType,
  ...rulesOfEveryAnswer('durable:wire'),
  jsonBody,
  errorHeader,
  errorBody,
  declaredError,
  errorStatus,
  ...values,
];
