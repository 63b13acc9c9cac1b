import type { DurableExecution } from '../execution.js';
import type { ErrorObject } from '../shapes.js';

export interface WaitedAnswer {
  readonly payload: string;
  readonly functionError?: string;
}

export interface AnsweringRules {
  /** What a RequestResponse invoke answers once its execution has ended. */
  readonly waited: (execution: DurableExecution) => WaitedAnswer;
}

/** An error in the form in which Lambda reports a function's error to whoever invoked it. */
export const asFunctionError = ({ ErrorMessage, ErrorType, ErrorData, StackTrace }: ErrorObject): string =>
  JSON.stringify({ errorMessage: ErrorMessage, errorType: ErrorType, errorData: ErrorData, stackTrace: StackTrace });

export const answering: AnsweringRules = {
  // The form of a failure is undocumented. Users saw errorMessage and errorType on AWS, as for any function's error.
  waited: (execution) =>
    execution.status === 'SUCCEEDED'
      ? { payload: execution.result ?? 'null' }
      : { payload: asFunctionError(execution.error ?? {}), functionError: 'Unhandled' },
};
