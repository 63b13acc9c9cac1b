import { membersOf } from '../../harness/judge/judge.js';
import type { Capability, Credentials, RunningTarget, TargetClock } from '../../harness/target.js';
import { UndiciTransport } from '../../harness/transport.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { assertListening, shownAddress } from '../address.js';
import { isAwsHost } from '../aws/account.js';
import { type Accounts, isolationOf } from '../isolation.js';
import { probe } from '../probe.js';
import { ProbeClient } from '../probe-client.js';
import { probeFunctions } from '../probe-functions.js';
import { TargetError, TargetUsageError } from '../target-error.js';

/** To connect. A user who mistyped a port should not wait. */
const CONNECT_MS = 4_000;
const PROBE_MS = 5_000;
const HEALTH_MS = 2_000;

/** Whatever listens at a URL. It starts nothing, and finds out what the target can do by asking it. */
export const adapter: TargetAdapter = {
  name: 'url',
  describe: 'any endpoint that is already running, by its URL',
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const { url, region, edition, signal, credentials, ca } = options;
    if (url === undefined) throw new TargetError('This target needs a URL: --target http://host:port.');
    if (isAwsHost(new URL(url).hostname)) {
      throw new TargetUsageError(
        'Real AWS is judged only by its name, so that its cost is agreed to first: --target aws --region REGION --role-arn ARN.',
      );
    }
    await assertListening(url, CONNECT_MS, signal, ca);
    const keys = { ...(credentials === undefined ? {} : { credentials }), ...(ca === undefined ? {} : { ca }) };
    const client = new ProbeClient({ url, region, timeoutMs: PROBE_MS, ...keys });
    const { durableRoutes, functions, accountId, ...probed } = await questioned(client, options).finally(() =>
      client.close(),
    );
    const clock = await clockOf(url, keys);
    // Whoever signs with a key of his own has one account for all cases.
    const accounts: Accounts =
      credentials === undefined
        ? await isolationOf({ url, region, timeoutMs: PROBE_MS, ...keys })
        : { isolation: 'none' };
    const capabilities = [...probed.capabilities, ...functions, ...(options.capabilities ?? [])];
    return {
      info: {
        name: shownAddress(url),
        url,
        region,
        accountId,
        edition,
        capabilities: [...new Set(capabilities)].sort(),
        ...accounts,
        clock,
        ...(options.lambdaEndpoint === undefined ? {} : { lambdaEndpoint: options.lambdaEndpoint }),
        ...keys,
      },
      notes: notesOn(options.lambdaEndpoint, durableRoutes, functions),
      stop: async () => undefined,
    };
  },
};

async function questioned(client: ProbeClient, { region, lambdaEndpoint }: AdapterOptions) {
  const probed = { accountId: '123456789012', ...(await probe(client)) };
  const { accountId, durableRoutes } = probed;
  const functions =
    lambdaEndpoint === undefined ? [] : await probeFunctions({ client, region, accountId, durableRoutes });
  return { ...probed, functions };
}

/** Whether its functions can be judged is up to the user, who started it. */
function notesOn(endpoint: string | undefined, durableRoutes: boolean, called: readonly Capability[]): string[] {
  if (endpoint === undefined) {
    return durableRoutes
      ? [
          'It has durable executions: start it with a Lambda endpoint, and give that as --lambda-endpoint, to have them judged.',
        ]
      : [];
  }
  const missed =
    called.length === 0 ? 'function' : durableRoutes && !called.includes('durable') ? 'durable function' : '';
  if (missed === '') return [];
  return [
    `It called no ${missed} at ${endpoint}, so cases with such are skipped: was it started with this Lambda endpoint?`,
  ];
}

interface Keys {
  readonly credentials?: Credentials;
  readonly ca?: string;
}

/**
 * How the target keeps time. The project's own engine, served by `serve`, says so by itself: with a virtual clock it moves when it
 * is told to, and each account has a clock of its own.
 */
async function clockOf(url: string, { ca }: Keys): Promise<TargetClock> {
  const transport = new UndiciTransport({ connectMs: HEALTH_MS, ca });
  try {
    const answer = await transport.send({
      method: 'GET',
      url: new URL('/_health', url).href,
      headers: {},
      body: '',
      timeoutMs: HEALTH_MS,
      signal: new AbortController().signal,
    });
    if (answer.kind === 'failed' || answer.response.status !== 200) return { kind: 'real' };
    const health = membersOf(answer.response.text);
    if (health.engine !== 'sfn-conformance' || health.clock !== 'virtual') return { kind: 'real' };
    return { kind: 'virtual', control: new URL('/_engine/clock', url).href };
  } finally {
    await transport.close();
  }
}
