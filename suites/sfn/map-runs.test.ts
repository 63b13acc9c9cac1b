import { describe, expect, test } from '../../harness/index.js';

const common = { requires: ['distributed-map'], editions: ['current'] } as const;

const distributed = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

describe('A distributed Map', () => {
  test('is listed and described as a Map Run, with its counts', {
    cites: [
      'sfn:ListMapRuns/behaviour/lists-the-run',
      'sfn:ListMapRuns/response/mapRuns/type',
      'sfn:DescribeMapRun/response/status/enum',
      'sfn:DescribeMapRun/response/itemCounts/type',
      'sfn:DescribeMapRun/response/executionCounts/type',
    ],
    ...common,
  }, async ({ sfn, executions, clock }) => {
    const outcome = await executions.run(distributed, { input: [1, 2, 3] });
    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.output).toEqual([1, 2, 3]);

    const runs = await clock.until(
      async () => {
        const page = (await sfn.listMapRuns({ executionArn: outcome.executionArn })).output;
        return page.mapRuns.length > 0 && page.mapRuns;
      },
      { what: 'the Map Run is listed' },
    );
    expect(runs).toHaveLength(1);
    const described = (await sfn.describeMapRun({ mapRunArn: runs[0]!.mapRunArn })).output;
    expect(described).toMatchObject({
      mapRunArn: runs[0]!.mapRunArn,
      executionArn: outcome.executionArn,
      status: 'SUCCEEDED',
      itemCounts: { total: 3, succeeded: 3, failed: 0, running: 0, pending: 0 },
      executionCounts: { total: 3, succeeded: 3, failed: 0, running: 0, pending: 0 },
    });
  });

  test('lists its child executions by its ARN', {
    cites: ['sfn:ListExecutions/behaviour/of-a-map-run', 'sfn:ListExecutions/request/mapRunArn/type'],
    ...common,
  }, async ({ sfn, executions, clock }) => {
    const outcome = await executions.run(distributed, { input: ['a', 'b'] });
    const { mapRuns } = (await sfn.listMapRuns({ executionArn: outcome.executionArn })).output;
    const children = await clock.until(
      async () => {
        const page = (await sfn.listExecutions({ mapRunArn: mapRuns[0]!.mapRunArn })).output;
        return page.executions.length === 2 && page.executions;
      },
      { what: 'both child executions are listed' },
    );
    expect(children.map((child) => child.status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(children.map((child) => child.executionArn)).not.toContain(outcome.executionArn);
  });
});
