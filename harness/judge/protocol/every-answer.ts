import { shown } from '../body.js';
import { judged, notApplicable, type Rule } from '../rule.js';

/** What AWS JSON and REST-JSON have in common. `statements`: where those about answers are, before the last part of their ids. */
export function rulesOfEveryAnswer(statements: 'wire:response' | 'durable:wire'): readonly Rule[] {
  return [
    {
      id: 'protocol:request-id',
      statement: `${statements}/request-id`,
      check: ({ response }) => {
        const id = response.headers['x-amzn-requestid'];
        return judged(id !== undefined && id.trim() !== '', 'an x-amzn-RequestId header', () =>
          id === undefined ? 'no such header' : 'an empty one',
        );
      },
    },
    {
      id: 'protocol:request-id-is-fresh',
      statement: `${statements}/request-id-is-fresh`,
      check: ({ response, repeatedId }) => {
        const id = response.headers['x-amzn-requestid'];
        if (id === undefined || id === '') return notApplicable;
        return judged(!repeatedId, 'a request id of its own', () => `${shown(id)}, as an answer before`);
      },
    },
    {
      id: 'protocol:no-server-error',
      check: ({ response }) =>
        judged(response.status < 500, 'no answer of 500 or above', () => `${response.status} ${shown(response.text)}`),
    },
  ];
}
