import { effectiveSpec } from '../../specs/effective.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { answerJson, nullTarget } from '../null-target.js';
import { cannedAnswer } from './canned.js';

const NAME = 'null-canned';
const DESCRIBE = "answers 200 with a fixed answer that its operation's schema accepts";

export const adapter: TargetAdapter = {
  name: NAME,
  describe: DESCRIBE,
  start(options: AdapterOptions) {
    const { spec } = effectiveSpec('sfn', options.edition);
    return nullTarget(NAME, DESCRIBE, ({ operation }, response) => {
      answerJson(response, 200, cannedAnswer(spec, operation));
    }).start(options);
  },
};
