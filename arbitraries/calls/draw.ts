import { Draws } from '../draws.js';
import { type CallKind, type CallRecipe, callKinds } from './recipe.js';

const weights: Readonly<Record<CallKind, number>> = {
  'create-machine': 10,
  'describe-machine': 4,
  'update-machine': 4,
  'delete-machine': 3,
  'list-machines': 3,
  'create-activity': 6,
  'describe-activity': 2,
  'delete-activity': 1,
  'list-activities': 2,
  start: 18,
  describe: 10,
  stop: 5,
  history: 5,
  'list-executions': 6,
  poll: 9,
  heartbeat: 4,
  succeed: 6,
  fail: 4,
  advance: 6,
  tag: 4,
  untag: 2,
  'list-tags': 3,
  publish: 4,
  'list-versions': 3,
  'delete-version': 2,
  'start-version': 3,
};
const weighted = callKinds.map((call) => [weights[call], call] as const);

/** Draws a sequence. The same two numbers give the same one. */
export function drawCalls(one: number, two: number, size: number): readonly CallRecipe[] {
  const draws = new Draws(one, two);
  const calls: CallRecipe[] = [];
  for (let left = draws.between(2, size); left > 0; left--) {
    calls.push({ call: draws.weighted(weighted), of: draws.gene(), by: draws.gene() });
  }
  return calls;
}
