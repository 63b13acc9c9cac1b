/**
 * Runs one command and ends it when this process's standard input ends: so a target never outlives the run that
 * started it, even when that run was killed outright. What the command itself started goes with it, too: this process
 * leads a process group, which it kills in the end. Usage: `node supervisor.js COMMAND ARGUMENTS...`.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 2_000;
const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  process.stderr.write('usage: supervisor COMMAND ARGUMENTS...\n');
  process.exit(2);
}

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code) => {
  killGroup();
  process.exit(code ?? 1);
});

/** Ends whatever the command left behind, and this process. It does nothing where this process leads no group. */
function killGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // No such group.
  }
}

const end = () => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
};
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
