import { answerJson, nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-ok-empty', 'answers 200 and {} to everything', (_request, response) => {
  answerJson(response, 200, {});
});
