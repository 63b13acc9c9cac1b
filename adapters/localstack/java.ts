import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ASK_MS = 15_000;

/**
 * The home of a Java on this machine that can be loaded as a library, from `JAVA_HOME` or the `java` on the PATH.
 * LocalStack evaluates JSONata with it.
 */
export async function javaHome(): Promise<string | undefined> {
  for (const home of [process.env.JAVA_HOME, await homeOnPath()]) {
    if (home !== undefined && (await isHome(home))) return home;
  }
  return undefined;
}

async function homeOnPath(): Promise<string | undefined> {
  const shown = await run('java', ['-XshowSettings:properties', '-version'], { timeout: ASK_MS }).catch(
    () => undefined,
  );
  return /^\s*java\.home = (.+)$/m.exec(shown?.stderr ?? '')?.[1]?.trim();
}

async function isHome(home: string): Promise<boolean> {
  const parts = [join(home, 'bin', 'java'), join(home, 'lib', 'server', 'libjvm.so')];
  return await Promise.all(parts.map((part) => access(part))).then(
    () => true,
    () => false,
  );
}
