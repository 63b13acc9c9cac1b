/** How a caller names a function: a name, a partial ARN or a full one, each with or without a qualifier. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
  readonly accountId?: string;
  readonly region?: string;
}

const FUNCTION =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2,4}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;

/** Reads a function reference. `undefined` when the text is none. */
export function parseFunctionReference(text: string): FunctionReference | undefined {
  const match = FUNCTION.exec(text);
  if (!match) return undefined;
  const [, region, accountId, name, qualifier] = match;
  return {
    name: name!,
    ...(qualifier !== undefined && { qualifier }),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
  };
}

export interface FunctionPlace {
  /** `aws`, `aws-cn`, ... */
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** The ARN of a function, with its qualifier when one is given. */
export function functionArn({ partition, region, accountId }: FunctionPlace, name: string, qualifier?: string): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

/** The ARN of an execution: the function's with its version, the execution's name and its id. */
export const executionArn = (qualifiedFunctionArn: string, name: string, id: string): string =>
  `${qualifiedFunctionArn}/durable-execution/${name}/${id}`;
