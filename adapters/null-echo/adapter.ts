import { nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-echo', 'answers 200 with what it was sent', ({ body }, response) => {
  response.writeHead(200, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': crypto.randomUUID(),
  });
  response.end(body);
});
