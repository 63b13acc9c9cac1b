import { Command } from 'commander';
import { checkedPrefix, checkedRegion, endpointOf, standardCredentials } from '../adapters/aws/account.js';
import { type Leftover, Sweep } from '../adapters/aws/sweep.js';
import { TargetError, TargetUsageError } from '../adapters/target-error.js';
import { counted, printable } from '../reporters/text.js';
import { CommandError, type ExitCode, exitCodes, usageError } from './exit.js';
import { confirmed, isAskable } from './runner/billed.js';

interface Options {
  readonly region?: string;
  readonly prefix?: string;
  readonly yes?: true;
  readonly json?: true;
}

/** `clean`: removes what a run on real AWS left when it was killed. */
export function cleanCommand(): Command {
  return new Command('clean')
    .description('Lists what runs on real AWS left in the account (a run that was killed), asks, and deletes it.')
    .option('--region <region>', 'the region (default: AWS_REGION)')
    .option('--prefix <prefix>', 'what the names of all that a run made begin with (default: sfnconf)')
    .option('--yes', 'delete without asking')
    .option('--json', 'print what was found and what became of it as one JSON object')
    .addHelpText('after', '\nRuns that go on at this moment lose what they made, too.')
    .action(async (options: Options) => {
      process.exitCode = await clean(options);
    });
}

async function clean(options: Options): Promise<ExitCode> {
  try {
    const region = checkedRegion(options.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION);
    const prefix = checkedPrefix(options.prefix ?? process.env.SFN_CONFORMANCE_PREFIX);
    const { url } = endpointOf(region);
    const sweep = new Sweep({ url, region, credentials: await standardCredentials(region) });
    try {
      return await removeFound(sweep, await sweep.find(`${prefix}-`), options, `${region} that begins with ${prefix}-`);
    } finally {
      await sweep.close();
    }
  } catch (error) {
    if (error instanceof TargetUsageError) throw usageError(error.message, { cause: error });
    if (error instanceof TargetError) throw new CommandError(exitCodes.harness, error.message, { cause: error });
    throw error;
  }
}

async function removeFound(
  sweep: Sweep,
  found: readonly Leftover[],
  options: Options,
  where: string,
): Promise<ExitCode> {
  const say = (line: string) => {
    if (!options.json) process.stdout.write(`${line}\n`);
  };
  if (found.length === 0) say(`There is nothing in ${where}.`);
  for (const { kind, name } of found) say(`${kind}  ${printable(name)}`);
  const isAgreed = found.length > 0 && (options.yes === true || (await agreed(found)));
  const failed: { readonly name: string; readonly reason: string }[] = [];
  if (isAgreed) {
    for (const leftover of found) {
      const reason = await sweep.remove(leftover);
      if (reason !== undefined) failed.push({ name: leftover.name, reason });
    }
    say(`Deleted ${found.length - failed.length} of ${found.length}.`);
    for (const { name, reason } of failed) say(`  ${printable(name)}: ${printable(reason)}`);
  }
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ found, deleted: isAgreed ? found.length - failed.length : 0, failed }, null, 2)}\n`,
    );
  }
  if (failed.length > 0) return exitCodes.harness;
  return found.length === 0 || isAgreed ? exitCodes.ok : exitCodes.inconclusive;
}

async function agreed(found: readonly Leftover[]): Promise<boolean> {
  if (isAskable()) return await confirmed(`Delete ${counted(found.length, 'thing')}, and stop what runs? [y/N] `);
  process.stderr.write('Nothing was deleted: there is no terminal to ask on. Give --yes to delete.\n');
  return false;
}
