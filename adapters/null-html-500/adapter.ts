import { nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-html-500', 'answers 500 with an HTML page', (_request, response) => {
  response.writeHead(500, { 'content-type': 'text/html' });
  response.end('<html><body><h1>Internal Server Error</h1></body></html>');
});
