import type { AdapterOptions } from '../../adapters/adapter.js';
import { loadAdapter, type TargetChoice } from '../../adapters/registry.js';
import { TargetError } from '../../adapters/target-error.js';
import { serveLambdaRelay } from '../../harness/lambda-relay.js';
import type { RunningTarget } from '../../harness/target.js';
import { CommandError, exitCodes } from '../exit.js';

/** A target that there is. */
export type Choice = Exclude<TargetChoice, { readonly kind: 'unknown' }>;

export type StartTarget = Omit<AdapterOptions, 'url' | 'version' | 'lambdaEndpoint'>;

/**
 * Starts a target, and the Lambda endpoint that it may call. Both end with `stop`.
 * @throws CommandError with exit code 4 when it can't be started or reached
 */
export async function startTarget(choice: Choice, options: StartTarget): Promise<RunningTarget> {
  const relay = await serveLambdaRelay();
  try {
    const adapter = await loadAdapter(choice.kind === 'url' ? 'url' : choice.name);
    const named = choice.kind === 'url' ? { url: choice.url } : versioned(choice.version);
    // A target that we do not start can't be told where our Lambda endpoint is.
    const lambda = choice.kind === 'url' ? {} : { lambdaEndpoint: relay.endpoint };
    const running = await adapter.start({ ...options, ...named, ...lambda });
    return {
      ...running,
      stop: async () => {
        await running.stop();
        await relay.close();
      },
    };
  } catch (error) {
    await relay.close();
    if (error instanceof TargetError) throw new CommandError(exitCodes.harness, error.message, { cause: error.cause });
    throw error;
  }
}

function versioned(version: string | undefined): { readonly version?: string } {
  return version === undefined ? {} : { version };
}
