import type { JsonObject } from '../asl/doc.js';
import { refusal, ServiceError } from './error.js';
import type { EncryptionConfiguration, LoggingConfiguration } from './machine.js';

/** What a request says of logging; the machine's own when it says nothing. @throws ServiceError InvalidLoggingConfiguration */
export function loggingConfiguration(
  given: JsonObject | undefined,
  current?: LoggingConfiguration,
): LoggingConfiguration {
  if (given === undefined) return current ?? { level: 'OFF', includeExecutionData: false };
  const { level = 'OFF', includeExecutionData = false, destinations } = given as Partial<LoggingConfiguration>;
  const count = destinations?.length ?? 0;
  if (count > 1 || (level !== 'OFF' && count !== 1)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  for (const destination of destinations ?? []) {
    const arn = destination.cloudWatchLogsLogGroup?.logGroupArn ?? '';
    if (!/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+:\*$/.test(arn))
      throw invalidLogging('Log Destination ARN is not valid.');
  }
  return { level, includeExecutionData, ...(destinations === undefined ? {} : { destinations }) };
}

function invalidLogging(detail: string): ServiceError {
  return new ServiceError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${detail}`);
}

export function tracingConfiguration(
  given: JsonObject | undefined,
  current = { enabled: false },
): { enabled: boolean } {
  return given === undefined ? current : { enabled: given.enabled === true };
}

const DEFAULT_KEY_REUSE = 300;

/** @throws ServiceError InvalidEncryptionConfiguration */
export function encryptionConfiguration(
  given: JsonObject | undefined,
  current: EncryptionConfiguration = { type: 'AWS_OWNED_KEY' },
): EncryptionConfiguration {
  if (given === undefined) return current;
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds } = given as unknown as EncryptionConfiguration;
  if (type === 'CUSTOMER_MANAGED_KMS_KEY') {
    if (kmsKeyId === undefined)
      throw invalidEncryption('kmsKeyId must be specified when type is CUSTOMER_MANAGED_KMS_KEY');
    return { type, kmsKeyId, kmsDataKeyReusePeriodSeconds: kmsDataKeyReusePeriodSeconds ?? DEFAULT_KEY_REUSE };
  }
  if (kmsKeyId !== undefined || kmsDataKeyReusePeriodSeconds !== undefined) {
    throw invalidEncryption(
      'kmsKeyId and kmsDataKeyReusePeriodSeconds can only be specified when type is CUSTOMER_MANAGED_KMS_KEY',
    );
  }
  return { type };
}

function invalidEncryption(detail: string): ServiceError {
  return refusal('InvalidEncryptionConfiguration', detail);
}

/** @throws ServiceError InvalidArn for text that is no role's ARN */
export function requireRole(roleArn: string): void {
  if (!roleArn.startsWith('arn:')) throw refusal('InvalidArn', `Invalid ARN prefix: ${roleArn}`);
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new ServiceError('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  }
}
