import { describe } from '../../harness/index.js';
import { answers } from './answers.js';
import { newerAnswers } from './answers-newer.js';
import { events } from './events.js';
import { testScene } from './promised.js';

/**
 * What answers hold: one case a situation, which cites the statements of exactly the members that the spec and the situation
 * promise. That they are there is asserted here; their types, lengths and ranges are told by the judge of schemas.
 */

const scenes = [...answers, ...newerAnswers, ...events];

for (const operation of new Set(scenes.map((scene) => scene.operation))) {
  describe(operation, () => {
    for (const scene of scenes.filter((candidate) => candidate.operation === operation)) testScene(scene);
  });
}
