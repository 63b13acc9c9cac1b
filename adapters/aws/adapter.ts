import { type Capability, capabilities, type RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { checkedPrefix, checkedRegion, checkedRole, endpointOf, standardCredentials } from './account.js';
import { Sweep } from './sweep.js';

/** What needs more than Step Functions: functions, or permissions that a role may not have. `--has` adds them. */
const NOT_ALONE: readonly Capability[] = ['durable', 'lambda-tasks', 'sfn-tasks', 'task-tokens'];

const BUDGETS = { requestMs: 30_000, connectMs: 10_000, settleMs: 60_000 };

/** Real AWS, in a region and with a role that the user names. What it makes begins with a prefix, and is removed in the end. */
export const adapter: TargetAdapter = {
  name: 'aws',
  describe: 'real AWS: needs --region and --role-arn, says what it will cost, and asks',
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const region = checkedRegion(options.askedRegion ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION);
    const { roleArn, accountId } = checkedRole(options.roleArn ?? process.env.SFN_CONFORMANCE_ROLE_ARN);
    const prefix = checkedPrefix(options.prefix ?? process.env.SFN_CONFORMANCE_PREFIX);
    const { url, isAws } = endpointOf(region);
    const credentials = options.credentials ?? (await standardCredentials(region));
    // Its own, so that it never removes what another run beside it needs.
    const namePrefix = `${prefix}-${crypto.randomUUID().slice(0, 4)}-`;
    const all = Object.keys(capabilities) as Capability[];
    const own = all.filter((capability) => !NOT_ALONE.includes(capability));
    let stopping: Promise<void> | undefined;
    return {
      info: {
        name: isAws ? 'aws' : 'aws-stand-in',
        url,
        region,
        accountId,
        edition: options.edition,
        capabilities: [...new Set([...own, ...(options.capabilities ?? [])])].sort(),
        isolation: 'none',
        clock: { kind: 'real' },
        credentials,
        namePrefix,
        roleArn,
        throttles: true,
        ...(isAws ? { hostPrefix: true } : {}),
        ...(options.ca === undefined ? {} : { ca: options.ca }),
      },
      budgets: BUDGETS,
      isBilled: true,
      stop: () => {
        stopping ??= removeAll({ url, region, credentials }, namePrefix);
        return stopping;
      },
    };
  },
};

/** Cases remove what they make. This is for those that were cut short. */
async function removeAll(address: ConstructorParameters<typeof Sweep>[0], namePrefix: string): Promise<void> {
  const sweep = new Sweep(address);
  try {
    for (const found of await sweep.find(namePrefix)) await sweep.remove(found);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`What the run made may be left: ${why} See \`sfn-conformance clean --help\`.\n`);
  } finally {
    await sweep.close();
  }
}
