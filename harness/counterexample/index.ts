export * from './counterexample.js';
export { type ParsedCounterexample, parseCounterexample } from './parse.js';
export { curlOf, sdkOf } from './scripts.js';
export { yamlCase } from './yaml-case.js';
