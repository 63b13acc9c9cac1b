/**
 * Generators of state machines, for property-based tests with fast-check: valid machines with inputs and task scripts that
 * end by construction, definitions that break one rule, and sequences of API calls.
 */
export * from './calls/index.js';
export { compile } from './compile/compiler.js';
export { Coverage, type CoverageSummary, coveringMachines } from './coverage/index.js';
export type { Json, JsonObject } from './json.js';
export { activityArn, functionArn, type GeneratedMachine, type Machine } from './machine.js';
export { machines, recipes } from './machines.js';
export { type NearValid, type NearValidOptions, nearValid, nearValidRules } from './near-valid/index.js';
export type { MachineOptions } from './options.js';
export type * from './recipe.js';
export * from './relations/index.js';
export { shrunkRecipes } from './shrink/index.js';
