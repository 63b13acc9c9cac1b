import { nullTarget } from '../null-target.js';

const EVERY_MS = 500;

export const adapter = nullTarget('null-drip', 'answers 200, then a blank every half second', (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  const dripping = setInterval(() => response.write(' '), EVERY_MS);
  response.once('close', () => clearInterval(dripping));
});
