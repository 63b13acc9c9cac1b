import { type CaseContext, describe, expect, test } from '../../harness/index.js';
import { echo } from '../definitions.js';

const common = { requires: ['tags'], editions: ['current'] } as const;

async function tagsOf({ sfn }: CaseContext, resourceArn: string): Promise<Record<string, string>> {
  const { tags } = (await sfn.listTagsForResource({ resourceArn })).output;
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

describe('Tags', () => {
  test('are added and replaced by TagResource', {
    cites: [
      'sfn:TagResource/behaviour/adds-and-replaces',
      'sfn:ListTagsForResource/response/tags/type',
      'sfn:TagResource/response/empty',
    ],
    ...common,
  }, async (context) => {
    const { sfn, machines } = context;
    const { arn: resourceArn } = await machines.create(echo());
    expect(await tagsOf(context, resourceArn)).toEqual({});
    const tag = (tags: object[]) => sfn.tagResource({ resourceArn, tags });
    expect(
      await tag([
        { key: 'team', value: 'blue' },
        { key: 'cost', value: '' },
      ]),
    ).toSucceed();
    expect(await tagsOf(context, resourceArn)).toEqual({ team: 'blue', cost: '' });
    expect(await tag([{ key: 'team', value: 'red' }])).toSucceed();
    expect(await tagsOf(context, resourceArn)).toEqual({ team: 'red', cost: '' });
  });

  test('are removed by UntagResource, which minds no key that is not there', {
    cites: ['sfn:UntagResource/behaviour/removes', 'sfn:UntagResource/response/empty'],
    ...common,
  }, async (context) => {
    const { sfn, machines } = context;
    const { arn: resourceArn } = await machines.create(echo());
    const tags = [
      { key: 'team', value: 'blue' },
      { key: 'stage', value: 'test' },
    ];
    expect(await sfn.tagResource({ resourceArn, tags })).toSucceed();
    expect(await sfn.untagResource({ resourceArn, tagKeys: ['team', 'nobody'] })).toSucceed();
    expect(await tagsOf(context, resourceArn)).toEqual({ stage: 'test' });
  });

  test('may be given at creation', {
    cites: ['sfn:CreateStateMachine/behaviour/tags', 'sfn:CreateStateMachine/request/tags/type'],
    ...common,
  }, async (context) => {
    const { machines } = context;
    const machine = await machines.create(echo(), { request: { tags: [{ key: 'team', value: 'blue' }] } });
    expect(await tagsOf(context, machine.arn)).toEqual({ team: 'blue' });
  });

  for (const operation of ['tagResource', 'untagResource', 'listTagsForResource'] as const) {
    test(`${operation} refuses the ARN of nothing`, {
      cites: [
        `sfn:${operation.replace(/^./, (letter) => letter.toUpperCase())}/error/ResourceNotFound`,
        'sfn:TagResource/behaviour/unknown-resource',
      ],
      ...common,
    }, async ({ sfn, machines }) => {
      const machine = await machines.create(echo());
      const rest = {
        tagResource: { tags: [{ key: 'a', value: 'b' }] },
        untagResource: { tagKeys: ['a'] },
        listTagsForResource: {},
      };
      const call = (resourceArn: string) => sfn[operation]({ resourceArn, ...rest[operation] });
      expect(await call(`${machine.arn}-gone`)).toFailWith('ResourceNotFound');
      expect(await call(machine.arn)).toSucceed();
    });
  }
});
