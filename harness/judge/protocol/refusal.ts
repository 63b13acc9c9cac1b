import { shown, shownValue } from '../body.js';
import { errorNames } from '../error-shape.js';
import { broken, judged, kept, notApplicable, type Rule } from '../rule.js';

const errorShape: Rule = {
  id: 'protocol:error-shape',
  statement: 'wire:response/error-shape',
  check: ({ body, error, response, spoken }) => {
    if (error === undefined || !spoken) return notApplicable;
    if (body.kind !== 'object')
      return broken('a JSON object that names the error', shown(response.text) || 'an empty body');
    const names = errorNames(response, body);
    if (names.header === undefined && names.type === undefined && names.code === undefined) {
      return broken("the error's name in __type", shown(response.text));
    }
    const message = body.value.message ?? body.value.Message;
    const right = message === undefined || typeof message === 'string';
    return judged(right, 'a message that is a string', () => shownValue(message));
  },
};

const errorTypeAgrees: Rule = {
  id: 'protocol:error-names-agree',
  check: ({ body, error, response }) => {
    if (error === undefined) return notApplicable;
    const { header, type } = errorNames(response, body);
    if (header === undefined || type === undefined) return notApplicable;
    return judged(header === type, `the same error in the header and in __type`, () => `${header} and ${type}`);
  },
};

/**
 * What the front end may answer to any request, with its statuses: the names that the JSON protocol really uses, and those
 * that the references list as common to all operations (adjudication A19).
 */
const FRONT_END: ReadonlyMap<string, readonly number[]> = new Map([
  ['ValidationException', [400]],
  ['ValidationError', [400]],
  ['SerializationException', [400]],
  ['UnknownOperationException', [400, 404]],
  ['InvalidAction', [400]],
  ['MissingAction', [400]],
  ['MissingAuthenticationTokenException', [400, 403]],
  ['IncompleteSignatureException', [400, 403]],
  ['IncompleteSignature', [400, 403]],
  ['InvalidSignatureException', [400, 403]],
  ['UnrecognizedClientException', [400, 403]],
  ['InvalidClientTokenId', [400, 403]],
  ['ExpiredTokenException', [400, 403]],
  ['RequestExpired', [400]],
  ['AccessDeniedException', [400, 403]],
  ['NotAuthorized', [400, 401]],
  ['OptInRequired', [400, 403]],
  ['ThrottlingException', [400, 429]],
  ['Throttling', [400, 429]],
  ['RequestEntityTooLargeException', [400, 413]],
  // 501: what a target says that it does not have.
  ['InternalFailure', [500, 501]],
  ['InternalServerError', [500]],
  ['ServiceUnavailable', [503]],
  ['ServiceUnavailableException', [503]],
]);

/** Statuses that the pages of the reference print and the model lacks. The JSON protocol sends 400 for them. */
const PRINTED: ReadonlyMap<string, readonly number[]> = new Map([
  ['ConflictException', [409]],
  ['ResourceNotFound', [404]],
  ['ServiceQuotaExceededException', [402]],
]);

const declaredError: Rule = {
  id: 'protocol:declared-error',
  check: ({ error, stated, spec }) => {
    if (error === undefined || error.type === '' || stated === undefined) return notApplicable;
    // That a service fails is told by a rule of its own, whatever it calls that.
    if (error.status >= 500) return notApplicable;
    const known =
      Object.hasOwn(stated.errors, error.type) ||
      Object.hasOwn(spec.commonErrors, error.type) ||
      FRONT_END.has(error.type);
    return judged(known, 'an error that the operation declares, or a common one', () => error.type);
  },
};

const errorStatus: Rule = {
  id: 'protocol:error-status',
  check: ({ error, stated, spec }) => {
    if (error === undefined || stated === undefined) return notApplicable;
    // The JSON protocol answers 400 whatever status a model or a reference gives to an error.
    const modelled = [stated.errors, spec.errors, spec.commonErrors]
      .map((errors) => (Object.hasOwn(errors, error.type) ? errors[error.type] : undefined))
      .filter((declaration) => declaration !== undefined);
    const statuses = modelled.flatMap(({ status }) => (status === undefined ? [] : [status]));
    const allowed = new Set([
      ...(modelled.length > 0 ? [400] : []),
      ...statuses,
      ...(FRONT_END.get(error.type) ?? []),
      ...(PRINTED.get(error.type) ?? []),
    ]);
    if (allowed.size === 0) return notApplicable;
    return allowed.has(error.status)
      ? kept
      : broken(`status ${[...allowed].join(' or ')} for ${error.type}`, String(error.status));
  },
};

/** How an answer refuses. */
export const refusalRules: readonly Rule[] = [errorShape, errorTypeAgrees, declaredError, errorStatus];
