import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../specs/package-root.js';
import type { TargetAdapter } from './adapter.js';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** What `--target` asks for. */
export type TargetChoice =
  | { readonly kind: 'known'; readonly name: string; readonly version?: string }
  | { readonly kind: 'url'; readonly url: string }
  /** An emulator that a command starts: a file that says how, or the command line. */
  | { readonly kind: 'command'; readonly config: string }
  /** One sentence: why it is neither, and the name when it is none of those known. */
  | { readonly kind: 'unknown'; readonly message: string; readonly name?: string };

/** The names of all targets: a folder with an `adapter` module is one. Sorted. */
export function targetNames(): string[] {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(moduleOf(entry.name)))
    .map(({ name }) => name)
    .sort();
}

const COMMAND = 'command:';
/** Adapters that need more than their name. */
const NOT_BY_NAME: readonly string[] = ['url', 'command'];

/** Reads what the user asked for: an address with http or https, `NAME`, `NAME@VERSION`, or `command:` and how to start it. */
export function chooseTarget(text: string): TargetChoice {
  if (/^https?:\/\//i.test(text)) {
    const url = parsed(text);
    if (url !== null) return { kind: 'url', url: url.href };
    return {
      kind: 'unknown',
      message: `"${text}" is not a URL: it needs a host, and a port of at most 65535 if it has one.`,
    };
  }
  if (text.startsWith(COMMAND)) return { kind: 'command', config: text.slice(COMMAND.length) };
  const [name = '', version] = text.split('@', 2);
  if (!targetNames().includes(name) || NOT_BY_NAME.includes(name)) {
    return { kind: 'unknown', ...unknownName(text, name) };
  }
  if (version === '') return { kind: 'unknown', message: `"${text}" names no version: leave out the @, or give one.` };
  return version === undefined ? { kind: 'known', name } : { kind: 'known', name, version };
}

function unknownName(text: string, name: string): { readonly message: string; readonly name?: string } {
  const none = `There is no target "${text}".`;
  if (name === 'command') return { message: `${none} It needs what starts it: command:./my-emulator.yaml.` };
  if (/^[\w.-]+:\d+(\/.*)?$/.test(text)) return { message: `${none} Did you mean http://${text}?` };
  return { message: `${none} Give a URL, http or https, or a name that \`list targets\` shows.`, name };
}

/** The adapter of a target that {@link targetNames} names. */
export async function loadAdapter(name: string): Promise<TargetAdapter> {
  const loaded: { readonly adapter: TargetAdapter } = await import(pathToFileURL(moduleOf(name)).href);
  return loaded.adapter;
}

/** Where the expectations of a target are kept. */
export function expectationsFile(name: string): string {
  return join(packageRoot, 'adapters', name, 'expectations.yaml');
}

function moduleOf(name: string): string {
  return join(here, name, `adapter${extension}`);
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
