import { answerJson, nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-refuse', 'refuses everything with the same 400', (_request, response) => {
  answerJson(response, 400, { __type: 'ValidationException', message: 'This target refuses everything.' });
});
