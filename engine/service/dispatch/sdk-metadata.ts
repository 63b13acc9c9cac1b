import type { JsonObject } from '../../asl/doc.js';

/**
 * What an optimised integration adds to a service's answer: the HTTP exchange as AWS's SDK for Java saw it (recorded:
 * services/test_lambda_task_service::test_invoke, services/test_sfn_task_service::test_start_execution).
 * @param date milliseconds since the epoch
 */
export function lambdaMetadata(body: string, version: string, requestId: string, date: number): JsonObject {
  const length = String(Buffer.byteLength(body));
  const trace = `root=1-${Math.floor(date / 1000).toString(16)}-${requestId.replaceAll('-', '').slice(0, 24)};parent=${requestId.replaceAll('-', '').slice(0, 16)};sampled=0`;
  const day = new Date(date).toUTCString();
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: {
        'X-Amz-Executed-Version': [version],
        'x-amzn-Remapped-Content-Length': ['0'],
        Connection: ['keep-alive'],
        'x-amzn-RequestId': [requestId],
        'Content-Length': [length],
        Date: [day],
        'X-Amzn-Trace-Id': [trace],
        'Content-Type': ['application/json'],
      },
      HttpHeaders: {
        Connection: 'keep-alive',
        'Content-Length': length,
        'Content-Type': 'application/json',
        Date: day,
        'X-Amz-Executed-Version': version,
        'x-amzn-Remapped-Content-Length': '0',
        'x-amzn-RequestId': requestId,
        'X-Amzn-Trace-Id': trace,
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}

export function statesMetadata(contentLength: number, requestId: string, date: number): JsonObject {
  const length = String(contentLength);
  const day = new Date(date).toUTCString();
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: {
        'x-amzn-RequestId': [requestId],
        connection: ['keep-alive'],
        'Content-Length': [length],
        Date: [day],
        'Content-Type': ['application/x-amz-json-1.0'],
      },
      HttpHeaders: {
        connection: 'keep-alive',
        'Content-Length': length,
        'Content-Type': 'application/x-amz-json-1.0',
        Date: day,
        'x-amzn-RequestId': requestId,
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}

/** A number of epoch seconds as AWS's JSON writer spells it: `1.761644502123E9`. */
export function spelledSeconds(milliseconds: number): string {
  const digits = (milliseconds / 1000).toExponential().replace('e+', 'E');
  return digits.includes('.') ? digits : digits.replace('E', '.0E');
}
