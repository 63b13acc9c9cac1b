import { shown, shownValue } from '../body.js';
import { judged, mediaType, notApplicable, type Rule } from '../rule.js';
import { rulesOfEveryAnswer } from './every-answer.js';

const JSON_10 = 'application/x-amz-json-1.0';

const status: Rule = {
  id: 'protocol:status',
  statement: 'wire:response/status',
  check: ({ response, error, spoken }) => {
    if (!spoken) return notApplicable;
    const right = error === undefined ? response.status === 200 : response.status >= 400;
    return judged(right, '200, or 400 and above for a refusal', () => String(response.status));
  },
};

const contentType: Rule = {
  id: 'protocol:content-type',
  statement: 'wire:response/content-type',
  check: ({ response, spoken }) => {
    if (!spoken) return notApplicable;
    return judged(mediaType(response.headers) === JSON_10, JSON_10, () => {
      return response.headers['content-type'] ?? 'no content-type header';
    });
  },
};

const jsonBody: Rule = {
  id: 'protocol:json-body',
  check: ({ body, error, response, spoken }) => {
    if (error !== undefined || !spoken) return notApplicable;
    const right = body.kind === 'object' || body.kind === 'empty';
    return judged(right, 'a JSON object', () => shown(response.text));
  },
};

const emptyOutput: Rule = {
  id: 'protocol:empty-output',
  statement: 'wire:response/empty-output',
  check: ({ body, error, stated, response }) => {
    if (error !== undefined || stated?.response.body !== 'empty') return notApplicable;
    const right = body.kind === 'empty' || (body.kind === 'object' && Object.keys(body.value).length === 0);
    return judged(right, 'an empty body or {}', () => shown(response.text));
  },
};

const errorWithStatus200: Rule = {
  id: 'protocol:no-error-in-a-success',
  check: ({ body, error }) => {
    if (error !== undefined || body.kind !== 'object') return notApplicable;
    return judged(typeof body.value.__type !== 'string', 'no __type in the answer of a success', () =>
      shownValue(body.value),
    );
  },
};

/** What an answer is, whatever it says. */
export const answerRules: readonly Rule[] = [
  status,
  contentType,
  ...rulesOfEveryAnswer('wire:response'),
  jsonBody,
  emptyOutput,
  errorWithStatus200,
];
