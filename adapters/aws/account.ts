import type { Credentials } from '../../harness/target.js';
import { TargetUsageError } from '../target-error.js';

/** What a run on real AWS needs to be told, checked. */
export interface AwsAccount {
  readonly region: string;
  /** Absent for a clean-up, which makes nothing. */
  readonly roleArn?: string;
  readonly accountId: string;
  /** Of Step Functions in the region, or what `AWS_ENDPOINT_URL_SFN` names in its place. */
  readonly url: string;
  /** The address is AWS's own, not a stand-in. */
  readonly isAws: boolean;
  readonly credentials: Credentials;
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const ROLE = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/.+$/;
export const PREFIX = /^[A-Za-z][A-Za-z0-9]{2,7}$/;
export const DEFAULT_PREFIX = 'sfnconf';

/** The prefix of all that runs of one kind make. @throws TargetUsageError */
export function checkedPrefix(prefix: string = DEFAULT_PREFIX): string {
  if (PREFIX.test(prefix)) return prefix;
  throw new TargetUsageError(`--prefix: "${prefix}" is not 3 to 8 letters and digits that begin with a letter.`);
}

/** @throws TargetUsageError */
export function checkedRole(roleArn: string | undefined): { readonly roleArn: string; readonly accountId: string } {
  const accountId = ROLE.exec(roleArn ?? '')?.[2];
  if (roleArn !== undefined && accountId !== undefined) return { roleArn, accountId };
  throw new TargetUsageError(
    roleArn === undefined
      ? 'Real AWS needs a role for the state machines that cases make: --role-arn arn:aws:iam::123456789012:role/name, or SFN_CONFORMANCE_ROLE_ARN.'
      : `--role-arn: "${roleArn}" is no ARN of a role.`,
  );
}

/** @throws TargetUsageError */
export function checkedRegion(region: string | undefined): string {
  if (region !== undefined && REGION.test(region)) return region;
  throw new TargetUsageError(
    region === undefined
      ? 'Real AWS needs a region: --region us-east-1, or AWS_REGION.'
      : `--region: "${region}" is no region of AWS.`,
  );
}

/** Where Step Functions is: of AWS, or where the environment says, as for every AWS SDK. */
export function endpointOf(region: string, environment: NodeJS.ProcessEnv = process.env) {
  const named = environment.AWS_ENDPOINT_URL_SFN || environment.AWS_ENDPOINT_URL;
  if (named) {
    if (URL.canParse(named) && /^https?:$/.test(new URL(named).protocol)) {
      const url = new URL(named);
      return { url: url.href, isAws: isAwsHost(url.hostname) };
    }
    throw new TargetUsageError(`AWS_ENDPOINT_URL_SFN: "${named}" is no http or https URL.`);
  }
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { url: `https://states.${region}.${domain}/`, isAws: true };
}

/** Whether a host is AWS itself. */
export function isAwsHost(hostname: string): boolean {
  return /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/i.test(hostname);
}

/**
 * The keys that every AWS tool on this machine would use: of the environment, a profile, a role of the machine.
 * @throws TargetUsageError when there are none
 */
export async function standardCredentials(region: string): Promise<Credentials> {
  // It would tell of the Node version that it wants next year, between our own lines.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The SDK brings the chain of providers; nothing is sent to Step Functions.
  const { SFNClient } = await import('@aws-sdk/client-sfn');
  const client = new SFNClient({ region });
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new TargetUsageError(
      `There are no AWS credentials here (${why}): set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
