import { ServiceError } from './error.js';

export interface Tag {
  readonly key?: string;
  readonly value?: string;
}

/** The tags after some are set: a key has one value, the last one given. @throws ServiceError TooManyTags */
export function withTags(
  current: ReadonlyMap<string, string>,
  given: readonly Tag[],
  limit: number,
  resourceArn: string,
): Map<string, string> {
  const tags = new Map(current);
  for (const { key = '', value = '' } of given) tags.set(key, value);
  if (tags.size > limit) {
    throw new ServiceError('TooManyTags', `A resource can have ${limit} tags at most.`, {
      members: { resourceName: resourceArn },
    });
  }
  return tags;
}

export function listedTags(tags: ReadonlyMap<string, string>): { key: string; value: string }[] {
  return [...tags].map(([key, value]) => ({ key, value }));
}
