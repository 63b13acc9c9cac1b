import type { Execution } from '../execution/index.js';
import type { ExecutionRecord } from './execution-record.js';
import type { Output } from './response.js';

/** Epoch milliseconds as the API's timestamps: seconds, with a fraction. */
export function seconds(milliseconds: number): number;
export function seconds(milliseconds: number | undefined): number | undefined;
export function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** Whether the caller wants inputs, outputs and definitions, or only what is known about them. */
export type IncludedData = 'ALL_DATA' | 'METADATA_ONLY';

/** An execution as DescribeExecution shows it. */
export function describeExecution(
  record: Pick<ExecutionRecord, 'execution' | 'traceHeader'>,
  includedData: IncludedData = 'ALL_DATA',
): Output {
  const { execution, traceHeader } = record;
  const { params, redriveInfo } = execution;
  return {
    executionArn: execution.arn,
    stateMachineArn: params.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startDate),
    stopDate: seconds(execution.stopDate),
    ...executionData(execution, includedData === 'ALL_DATA'),
    traceHeader,
    mapRunArn: params.mapRunArn,
    error: execution.error,
    cause: execution.cause,
    stateMachineVersionArn: params.stateMachineVersionArn,
    stateMachineAliasArn: params.stateMachineAliasArn,
    redriveCount: redriveInfo.count,
    redriveDate: seconds(redriveInfo.date),
    redriveStatus: redriveInfo.status,
    redriveStatusReason: redriveInfo.statusReason,
  };
}

/** Input and output, and the members that say whether they are there. */
export function executionData({ input, output, status }: Execution, included: boolean): Output {
  const details = { included };
  return {
    input: included ? input.text : undefined,
    inputDetails: details,
    ...(status === 'SUCCEEDED' ? { output: included ? output?.text : undefined, outputDetails: details } : {}),
  };
}

/** An execution as lists show it. */
export function listedExecution({ execution }: Pick<ExecutionRecord, 'execution'>, itemCount?: number): Output {
  const { params, redriveInfo } = execution;
  return {
    executionArn: execution.arn,
    stateMachineArn: params.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startDate),
    stopDate: seconds(execution.stopDate),
    mapRunArn: params.mapRunArn,
    itemCount,
    stateMachineVersionArn: params.stateMachineVersionArn,
    stateMachineAliasArn: params.stateMachineAliasArn,
    redriveCount: redriveInfo.count,
    redriveDate: seconds(redriveInfo.date),
  };
}
