export type { Edition } from './edition.js';
export type { Execution, ExecutionParams, ExecutionStatus, RedriveInfo } from './execution.js';
export { startExecution } from './execution.js';
export { type History, type HistoryEvent, type HistoryEventType, historyEventTypes } from './history-event.js';
export type { Host, IntegrationPattern, TaskProgress, TaskRequest } from './host.js';
export type { MapRun, MapRunCounts, MapRunLimits, MapRunStatus } from './map-run.js';
export { type CompileOptions, compile, type Program } from './program.js';
export { defaultRules, type RetryTiming, type Rules } from './rules.js';
export {
  type InspectionLevel,
  type TestStateRequest,
  type TestStateResult,
  testState,
} from './test-state/test-state.js';
export { TestStateError } from './test-state/test-state-error.js';
