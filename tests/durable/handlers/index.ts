import { batches } from './batches.js';
import { callbacks } from './callbacks.js';
import { children } from './children.js';
import { chainedInvokes } from './invokes.js';
import { lives } from './lives.js';
import { steps } from './steps.js';
import { waits } from './waits.js';

/** All scenes, by topic. */
export const topics = { steps, waits, callbacks, children, chainedInvokes, batches, lives };
