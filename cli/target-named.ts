import { shownAddress } from '../adapters/address.js';
import { chooseTarget, targetNames } from '../adapters/registry.js';
import { usageError } from './exit.js';
import type { Choice } from './runner/target.js';
import { nearest } from './suggest.js';

/**
 * The target that `--target` names.
 * @throws CommandError when there is none, with the name that may have been meant
 */
export function targetNamed(text: string): Choice {
  const choice = chooseTarget(text);
  if (choice.kind !== 'unknown') return choice;
  const [meant] = choice.name === undefined ? [] : nearest(choice.name, targetNames());
  throw usageError(meant === undefined ? choice.message : `There is no target "${text}". Did you mean ${meant}?`);
}

/** What `--target` named, to be shown: a URL without user name and password. */
export function shownTarget(text: string): string {
  const choice = chooseTarget(text);
  return choice.kind === 'url' ? shownAddress(choice.url) : text;
}
