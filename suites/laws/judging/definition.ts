import type { NearValid } from '../../../arbitraries/near-valid/index.js';
import type { World } from '../world.js';
import type { Broken } from './evidence.js';

/** A definition that breaks one rule, and its twin that keeps them all. */
export type Judgeable = Pick<NearValid, 'definition' | 'twin' | 'rule'> & Partial<Pick<NearValid, 'path' | 'type'>>;

/** Whether a twin is accepted, and its neighbour that breaks a rule is refused. */
export async function judgeDefinition(world: World, drawn: Judgeable): Promise<readonly Broken[]> {
  const { rule, definition, twin, path, type } = drawn;
  const express = type === 'EXPRESS' ? { type } : {};
  const create = async (text: string): Promise<string | undefined> => {
    const name = world.freshName();
    const answer = await world.call('CreateStateMachine', {
      name,
      definition: text,
      roleArn: world.roleArn,
      ...express,
    });
    return answer.kind === 'refusal' ? answer.error : undefined;
  };
  const finding = { kind: 'definition', definition, accepted: twin, rule, ...express } as const;
  const evidence = { finding, runs: [] };
  const refused = await create(twin);
  if (refused !== undefined) {
    return [
      {
        fingerprint: 'a valid definition is refused',
        expected: 'a definition that keeps the rules is accepted',
        actual: `${refused} for ${twin}`,
        evidence,
      },
    ];
  }
  const answer = await create(definition);
  if (answer === 'InvalidDefinition') return [];
  const expected = `refused with InvalidDefinition: ${rule}${path === undefined ? '' : ` at ${path}`}`;
  const actual = `${answer ?? 'accepted'}: ${definition}`;
  return [{ fingerprint: `${rule} is ${answer ?? 'accepted'}`, expected, actual, evidence }];
}
