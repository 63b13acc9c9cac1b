import { choiceAndWaitMutants } from './choice-and-wait.js';
import { languagesMutants } from './languages.js';
import { machineMutants } from './machine.js';
import { mapAndParallelMutants } from './map-and-parallel.js';
import type { Mutant } from './mutant.js';
import { taskMutants } from './task.js';

export const mutants: Mutant[] = [
  ...machineMutants,
  ...choiceAndWaitMutants,
  ...taskMutants,
  ...mapAndParallelMutants,
  ...languagesMutants,
];
