import type { AdapterOptions } from '../../adapters/adapter.js';
import { loadAdapter, type TargetChoice } from '../../adapters/registry.js';
import { TargetError, TargetUsageError } from '../../adapters/target-error.js';
import { type LambdaRelay, type RelayAddress, serveLambdaRelay } from '../../harness/lambda-relay.js';
import type { RunningTarget } from '../../harness/target.js';
import { CommandError, exitCodes, usageError } from '../exit.js';
import { isDurableEdition } from './select.js';

/** A target that there is. */
export type Choice = Exclude<TargetChoice, { readonly kind: 'unknown' }>;

export type StartTarget = Omit<AdapterOptions, 'url' | 'config' | 'version' | 'lambdaEndpoint'> & {
  /** Where the target calls Lambda functions, when the user chose that. Default: a free port, which a target at a URL can't know. */
  readonly lambdaAt?: RelayAddress;
};

/**
 * Starts a target, and the Lambda endpoint that it may call. Both end with `stop`.
 * @throws CommandError with exit code 4 when it can't be started or reached
 */
export async function startTarget(choice: Choice, { lambdaAt, ...options }: StartTarget): Promise<RunningTarget> {
  const relay = await relayAt(lambdaAt);
  try {
    const adapter = await loadAdapter(choice.kind === 'known' ? choice.name : choice.kind);
    // A target that we do not start can't be told of a free port.
    const isKnown = choice.kind !== 'url' || lambdaAt !== undefined;
    const lambda = isKnown ? { lambdaEndpoint: relay.endpoint } : {};
    // Whichever edition of Step Functions it has, its durable executions are of theirs.
    const edition = isDurableEdition(options.edition) ? 'current' : options.edition;
    const running = await adapter.start({ ...options, ...detailsOf(choice), ...lambda, edition });
    try {
      assertClock(running, options.clock);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return {
      ...running,
      stop: async () => {
        await running.stop();
        await relay.close();
      },
    };
  } catch (error) {
    await relay.close();
    if (error instanceof TargetUsageError) throw usageError(error.message, { cause: error.cause });
    if (error instanceof TargetError) throw new CommandError(exitCodes.harness, error.message, { cause: error.cause });
    throw error;
  }
}

async function relayAt(at: RelayAddress | undefined): Promise<LambdaRelay> {
  try {
    return await serveLambdaRelay(at);
  } catch (error) {
    if (at === undefined) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'it is in use' : code === 'EACCES' ? 'it may not be used' : `${code}`;
    throw new CommandError(
      exitCodes.harness,
      `--lambda-endpoint: the run can't listen at ${at.host}:${at.port}: ${why}. Give a free port of this machine, and start the target with it.`,
      { cause: error },
    );
  }
}

function detailsOf(choice: Choice): Pick<AdapterOptions, 'url' | 'config' | 'version'> {
  switch (choice.kind) {
    case 'url':
      return { url: choice.url };
    case 'command':
      return { config: choice.config };
    case 'known':
      return choice.version === undefined ? {} : { version: choice.version };
  }
}

/** A clock that was asked for and is not kept would change what a run means. */
function assertClock({ info }: RunningTarget, asked: 'real' | 'virtual' | undefined): void {
  if (asked === undefined || asked === info.clock.kind) return;
  throw usageError(
    `--clock ${asked}: ${info.name} keeps a ${info.clock.kind} clock of its own; only the reference engine that a run starts itself has the choice.`,
  );
}
