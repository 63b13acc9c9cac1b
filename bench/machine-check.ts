import { compile } from '../arbitraries/compile/compiler.js';
import type { GeneratedMachine } from '../arbitraries/machine.js';
import type { Recipe } from '../arbitraries/recipe.js';
import type { Fault } from '../engine/fault.js';
import { EngineWorld } from '../suites/laws/engine-world.js';
import { execute } from '../suites/laws/in-process.js';
import type { Broken } from '../suites/laws/judging/evidence.js';
import { oraclesFor } from '../suites/laws/oracles.js';

/** What `machines.ts` times, by the number of the machine: the n-th one is the same whenever it is drawn. */
export interface MachineCheck {
  /** Draws a machine and compiles it to the States Language. */
  draw(index: number): GeneratedMachine;
  /** Draws a machine and runs it once on the engine. */
  runOnce(index: number): void;
  /**
   * What `laws soak` and `laws kills` do with it: draws it, runs it on the engine and on the reference, each of which compiles
   * it for itself, and compares their histories event by event.
   */
  check(index: number): Promise<readonly Broken[]>;
}

/** @param fault what is wrong with the engine; the reference is always sound */
export function machineCheck(seed: number, fault?: Fault): MachineCheck {
  const edition = 'current';
  const machines = new EngineWorld(edition, 'core', fault);
  const differential = oraclesFor({ machines, service: machines, edition, seed }).find(
    ({ name }) => name === 'differential',
  )!;
  const draw = (index: number): GeneratedMachine => compile(differential.draw(index) as Recipe);
  return {
    draw,
    runOnce: (index) => void execute(draw(index)),
    async check(index) {
      const judged = await differential.judge(differential.draw(index), index);
      return judged.kind === 'broken' ? judged.failures : [];
    },
  };
}
