import { nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-garbage', 'answers 200 with JSON that is cut off', (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end('{"executionArn": "arn:aws:sta');
});
