import { parseFunctionReference } from '../arn.js';
import type { InvocationType, OperationStatus, OperationType, OperationUpdate } from '../shapes.js';
import { inputLimit } from './starting.js';

/** An operation as the updates before this one in the batch leave it. */
export interface Standing {
  readonly type: OperationType;
  readonly status: OperationStatus;
  readonly name?: string;
  readonly subType?: string;
  readonly parentId?: string;
}

export interface UpdateContext {
  /** The operation with the update's id, when there is one. */
  readonly current: Standing | undefined;
  readonly operation: (id: string) => Standing | undefined;
  /** Whether the action exists for the type. */
  readonly known: boolean;
  readonly invocationType: InvocationType;
  readonly accountId: string;
  readonly region: string;
}

/** Says what is wrong with an update. */
export type UpdateRule = (update: OperationUpdate, context: UpdateContext) => string | undefined;

const TYPES: readonly string[] = ['EXECUTION', 'CONTEXT', 'STEP', 'WAIT', 'CALLBACK', 'CHAINED_INVOKE'];
const ERROR_LIMIT = 32_768;
const PAYLOAD_LIMIT = 262_144;
const CHAINED_LIMIT = 1_048_576;

const when = (broken: boolean, message: string): string | undefined => (broken ? message : undefined);
const is = (update: OperationUpdate, type: OperationType, ...actions: string[]): boolean =>
  update.Type === type && actions.includes(update.Action);
/** A later update may leave a member of the identity out; what it says must be what the first one said. */
const differs = (given: string | undefined, current: Standing | undefined, own: string | undefined): boolean =>
  current !== undefined && given !== undefined && given !== own;

const payloadLimit = ({ Type }: OperationUpdate, type: InvocationType): number => {
  if (Type === 'EXECUTION') return inputLimit(type);
  return Type === 'CHAINED_INVOKE' ? CHAINED_LIMIT : PAYLOAD_LIMIT;
};

const target = (update: OperationUpdate) => parseFunctionReference(update.ChainedInvokeOptions?.FunctionName ?? '');

/** The texts are those of AWS's own emulators, where they have one. */
export const updates = {
  knownType: (update) => when(!TYPES.includes(update.Type), 'Unknown operation type.'),
  knownParent: ({ ParentId }, { operation }) =>
    when(ParentId !== undefined && operation(ParentId)?.type !== 'CONTEXT', 'Invalid parent operation id.'),
  sameType: (update, { current }) => when(differs(update.Type, current, current?.type), 'Inconsistent operation type.'),
  sameSubType: (update, { current }) =>
    when(differs(update.SubType, current, current?.subType), 'Inconsistent operation subtype.'),
  sameName: (update, { current }) => when(differs(update.Name, current, current?.name), 'Inconsistent operation name.'),
  sameParent: (update, { current }) =>
    when(differs(update.ParentId, current, current?.parentId), 'Inconsistent parent operation id.'),
  errorSize: ({ Error: error }) =>
    when(
      error !== undefined && Buffer.byteLength(JSON.stringify(error)) >= ERROR_LIMIT,
      `Error object size must be less than ${ERROR_LIMIT} bytes.`,
    ),
  knownAction: (_update, { known }) => when(!known, 'Invalid action for the given operation type.'),
  noPayloadWithFail: (update) =>
    when(update.Action === 'FAIL' && update.Payload !== undefined, 'Cannot provide a Payload for FAIL action.'),
  noErrorWithSucceed: (update) =>
    when(update.Action === 'SUCCEED' && update.Error !== undefined, 'Cannot provide an Error for SUCCEED action.'),
  stepStarts: (update, { current }) =>
    when(
      is(update, 'STEP', 'START') && current !== undefined && current.status !== 'READY',
      'Invalid current STEP state to start.',
    ),
  stepCloses: (update, { current }) =>
    when(
      is(update, 'STEP', 'SUCCEED', 'FAIL') && current !== undefined && !['STARTED', 'READY'].includes(current.status),
      'Invalid current STEP state to close.',
    ),
  stepRetries: (update, { current }) =>
    when(
      is(update, 'STEP', 'RETRY') && current !== undefined && !['STARTED', 'READY'].includes(current.status),
      'Invalid current STEP state to re-attempt.',
    ),
  stepOptions: (update) =>
    when(
      is(update, 'STEP', 'RETRY')
        ? update.StepOptions?.NextAttemptDelaySeconds === undefined
        : update.Type === 'STEP' && update.StepOptions !== undefined,
      'Invalid StepOptions for the given action.',
    ),
  retryHasOneOutcome: (update) =>
    when(
      is(update, 'STEP', 'RETRY') && update.Error !== undefined && update.Payload !== undefined,
      'Cannot provide both error and payload to RETRY a STEP.',
    ),
  startsOnce: (update, { current }) =>
    when(
      update.Action === 'START' && update.Type !== 'STEP' && current !== undefined,
      `Cannot start a ${update.Type} that already exists.`,
    ),
  contextCloses: (update, { current }) =>
    when(
      is(update, 'CONTEXT', 'SUCCEED', 'FAIL') && current?.status !== 'STARTED',
      'Invalid current CONTEXT state to close.',
    ),
  waitCancels: (update, { current }) =>
    when(
      is(update, 'WAIT', 'CANCEL') && current?.status !== 'STARTED',
      'Cannot cancel a WAIT that does not exist or has already completed.',
    ),
  payloadSize(update, { invocationType }) {
    const limit = payloadLimit(update, invocationType);
    return when(
      update.Payload !== undefined && Buffer.byteLength(update.Payload) > limit,
      `${update.Type} payload size must be less than or equal to ${limit} bytes.`,
    );
  },
  waitOptions: (update) =>
    when(
      is(update, 'WAIT', 'START') && update.WaitOptions?.WaitSeconds === undefined,
      'Update for WAIT operation requires WaitOptions.',
    ),
  chainedOptions: (update) =>
    when(
      is(update, 'CHAINED_INVOKE', 'START') && update.ChainedInvokeOptions === undefined,
      'Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.',
    ),
  chainedInOwnAccount: (update, { accountId }) =>
    when(
      (target(update)?.accountId ?? accountId) !== accountId,
      'Cannot start a CHAINED_INVOKE on a function in another account.',
    ),
  chainedInOwnRegion: (update, { region }) =>
    when(
      (target(update)?.region ?? region) !== region,
      'Cannot start a CHAINED_INVOKE on a function in another region.',
    ),
} satisfies Record<string, UpdateRule>;

/** What each update has to satisfy, in order. */
export type UpdateRules = Readonly<Record<keyof typeof updates, UpdateRule>>;
