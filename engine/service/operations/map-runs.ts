import type { MapRun, MapRunLimits } from '../../execution/index.js';
import type { Account } from '../account.js';
import { parseArn } from '../arn.js';
import { invalid, refusal } from '../error.js';
import { seconds } from '../execution-view.js';
import { executionOf } from '../lookup.js';
import { operation } from '../operation.js';
import { type PageRequest, page } from '../page.js';

/** @throws ServiceError InvalidArn, ResourceNotFound */
function mapRunOf(account: Account, text: string): MapRun {
  parseArn(text, 'mapRun');
  const run = account.mapRuns.get(text);
  if (run === undefined) throw refusal('ResourceNotFound', text, { resourceName: text });
  return run;
}

export const describeMapRun = operation<{ mapRunArn: string }>(({ mapRunArn }, { account }) => {
  const run = mapRunOf(account, mapRunArn);
  return {
    mapRunArn: run.arn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: seconds(run.startDate),
    stopDate: seconds(run.stopDate),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    toleratedFailureCount: run.toleratedFailureCount,
    itemCounts: run.itemCounts,
    executionCounts: run.executionCounts,
    redriveCount: run.redriveCount,
    redriveDate: seconds(run.redriveDate),
  };
});

interface ListRequest extends PageRequest {
  readonly executionArn: string;
}

export const listMapRuns = operation<ListRequest>((request, { account }) => {
  const { execution } = executionOf(account, request.executionArn);
  const runs = execution.mapRuns.map((run, index) => ({ run, index }));
  const query = ['ListMapRuns', request.executionArn];
  const { items, nextToken } = page(runs, ({ index }) => index, request, query, account);
  return {
    mapRuns: items.map(({ run }) => ({
      executionArn: run.executionArn,
      mapRunArn: run.arn,
      stateMachineArn: run.stateMachineArn,
      startDate: seconds(run.startDate),
      stopDate: seconds(run.stopDate),
    })),
    nextToken,
  };
});

export const updateMapRun = operation<MapRunLimits & { mapRunArn: string }>(({ mapRunArn, ...limits }, { account }) => {
  const run = mapRunOf(account, mapRunArn);
  if (Object.keys(limits).length === 0) {
    throw invalid(
      'At least one of maxConcurrency, toleratedFailureCount and toleratedFailurePercentage must be specified',
      'MISSING_REQUIRED_PARAMETER',
    );
  }
  if (run.status !== 'RUNNING')
    throw invalid(`Map Run has completed: '${mapRunArn}'`, 'CANNOT_UPDATE_COMPLETED_MAP_RUN');
  run.update(limits);
  return {};
});
