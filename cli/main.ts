#!/usr/bin/env node
import { CommanderError } from 'commander';
import { CommandError, type ExitCode, exitCodes } from './exit.js';
import { buildProgram } from './program.js';

/** Runs one command. Whatever happens, it ends as an exit code, and a person's mistake as one sentence on stderr. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const program = await buildProgram(args);
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has printed the help, the version or its own sentence.
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    if (error.cause !== undefined) trace(error.cause);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint = isTracing() ? '' : ' Set SFN_CONFORMANCE_DEBUG=1 to see where.';
  process.stderr.write(`sfn-conformance failed, and that is its own fault: ${message.split('\n')[0] ?? ''}${hint}\n`);
  trace(error);
  return exitCodes.harness;
}

function trace(error: unknown): void {
  if (isTracing() && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
}

function isTracing(): boolean {
  return process.env.SFN_CONFORMANCE_DEBUG !== undefined;
}

// `sfn-conformance list cases | head`: the reader has gone, and that is no failure. Nor is it success: a run goes on, writes its
// reports, and ends with the code that it earns.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => process.exit(explain(error)));
}

// The one exit. A target's socket or a worker that hangs must not keep the process alive.
main(process.argv.slice(2)).then((code) => process.stdout.write('', () => process.exit(code)));
