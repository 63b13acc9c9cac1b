import { nullTarget } from '../null-target.js';

export const adapter = nullTarget('null-silence', 'takes every request and never answers', () => undefined);
