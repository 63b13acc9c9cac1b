import { Doc } from '../../asl/doc.js';
import { refusal } from '../error.js';
import { jsonFault } from '../json-fault.js';
import { operation } from '../operation.js';

interface SuccessRequest {
  readonly taskToken: string;
  readonly output: string;
}

/** The token is looked at before the output is (recorded by moto's aws_verified tests). */
export const sendTaskSuccess = operation<SuccessRequest>(({ taskToken, output }, { account }) => {
  account.tokens.find(taskToken);
  const document = readOutput(output);
  account.tokens.take(taskToken).succeed(document);
  return {};
});

function readOutput(text: string): Doc {
  try {
    return Doc.parse(text);
  } catch {
    throw refusal('InvalidOutput', jsonFault(text));
  }
}

interface FailureRequest {
  readonly taskToken: string;
  readonly error?: string;
  readonly cause?: string;
}

export const sendTaskFailure = operation<FailureRequest>(({ taskToken, error, cause }, { account }) => {
  account.tokens.take(taskToken).fail(error, cause);
  return {};
});

export const sendTaskHeartbeat = operation<{ taskToken: string }>(({ taskToken }, { account }) => {
  account.tokens.find(taskToken).heartbeat();
  return {};
});
