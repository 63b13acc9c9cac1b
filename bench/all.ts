import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Every benchmark, one after the other, each in a process of its own. */
const benches = ['transitions', 'check', 'waiting', 'http', 'proxy', 'machines'];

let failed = 0;
for (const bench of benches) {
  console.log(`\n== ${bench}`);
  const file = fileURLToPath(new URL(`./${bench}.js`, import.meta.url));
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
