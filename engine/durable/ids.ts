import { createChance } from '../service/chance.js';

/** Where an account's ids come from: the same seed and the same calls give the same ids. */
export interface Ids {
  /** A random UUID (version 4). */
  uuid(): string;
  /** 16 hexadecimal digits. */
  nonce(): string;
}

/** @param seed the engine's seed */
export function seededIds(seed: number, accountId: string): Ids {
  const chance = createChance(seed, `durable ${accountId}`);
  const hex = (): string =>
    Math.floor(chance.random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return { uuid: () => chance.uuid(), nonce: () => hex() + hex() };
}
