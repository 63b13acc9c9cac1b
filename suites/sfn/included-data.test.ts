import { describe, expect, test } from '../../harness/index.js';
import { echo } from '../definitions.js';
import { parsed } from '../parsed.js';

const common = { requires: ['update-machine'], editions: ['current'] } as const;

describe('Data of an execution', () => {
  test('is left out of DescribeExecution with METADATA_ONLY', {
    cites: ['sfn:DescribeExecution/behaviour/metadata-only', 'sfn:DescribeExecution/request/includedData/enum'],
    ...common,
  }, async ({ sfn, executions }) => {
    const { executionArn } = await executions.run(echo(), { input: { n: 1 } });
    const all = (await sfn.describeExecution({ executionArn, includedData: 'ALL_DATA' })).output;
    const some = (await sfn.describeExecution({ executionArn, includedData: 'METADATA_ONLY' })).output;
    const data = [parsed(all.input, 'the input'), parsed(all.output, 'the output')];
    expect(data, 'input and output').toEqual([{ n: 1 }, { n: 1 }]);
    expect(some).toMatchObject({ executionArn, status: 'SUCCEEDED' });
    expect(some).not.toHaveProperty('input');
    expect(some).not.toHaveProperty('output');
  });

  test('is left out of the history when it is not asked for', {
    cites: [
      'sfn:GetExecutionHistory/behaviour/without-data',
      'sfn:GetExecutionHistory/request/includeExecutionData/type',
    ],
    ...common,
  }, async ({ sfn, executions }) => {
    const { executionArn } = await executions.run(echo(), { input: { secret: 'word' } });
    const read = async (includeExecutionData: boolean) =>
      (await sfn.getExecutionHistory({ executionArn, includeExecutionData })).response!.text;
    expect(await read(true)).toContain('secret');
    const bare = await read(false);
    expect(bare).not.toContain('secret');
    expect(bare).toContain('PassStateExited');
  });
});
