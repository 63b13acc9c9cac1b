import type { Exchange } from '../exchange.js';
import { isOperation } from '../operations.js';
import { isLambda, lambdaInput } from './lambda.js';
import { type Piece, piecesOf, renewed, type Substitution } from './pieces.js';
import { inOneLine, type Shown, type Situation } from './situation.js';
import type { ReproductionStep } from './steps.js';
import type { Variables } from './variables.js';

/** An ES module that sends the steps again through @aws-sdk/client-sfn and prints what the last one gives. */
export function sdkScript(
  steps: readonly ReproductionStep[],
  variables: Variables,
  situation: Situation,
  shown: Shown,
): string {
  const lines = steps.map((step, index) => lineOf(step, index === steps.length - 1, variables, situation));
  const commands = [
    ...new Set(
      steps.flatMap((step) =>
        step.kind === 'wait'
          ? ['DescribeExecution']
          : isOperation(step.exchange.operation)
            ? [step.exchange.operation]
            : [],
      ),
    ),
  ].sort();
  const ofLambda = [
    ...new Set(
      steps.flatMap((step) =>
        step.kind === 'request' && isLambda(step.exchange) && !isOwnRoute(step.exchange)
          ? [step.exchange.operation]
          : [],
      ),
    ),
  ].sort();
  const text = lines.join('\n');
  const clients = [
    ...(commands.length > 0 || ofLambda.length === 0 ? [client('sfn', 'SFNClient', commands)] : []),
    ...(ofLambda.length > 0 ? [client('lambda', 'LambdaClient', ofLambda)] : []),
  ];
  return [
    `// In a file reproduce.mjs: npm install ${clients.map(({ name }) => packageOf(name)).join(' ')} && node reproduce.mjs`,
    ...clients.map(({ imported }) => imported),
    '',
    `const endpoint = process.env.ENDPOINT ?? ${JSON.stringify(situation.url)};`,
    ...clients.map(
      ({ name, type }) =>
        `const ${name} = new ${type}({ endpoint, region: ${JSON.stringify(situation.region)}${clientOptions(situation, name)} });`,
    ),
    ...clients.flatMap(({ name }) => headerLines(situation, name)),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the script holds.
    ...(text.includes('${run}') ? ['const run = Date.now(); // makes the names new ones'] : []),
    text,
    `// expected: ${inOneLine(situation.mask(shown.expected))}`,
    `// got: ${inOneLine(situation.mask(shown.actual))}`,
  ].join('\n');
}

const packageOf = (name: 'sfn' | 'lambda') => `@aws-sdk/client-${name}`;

function client(name: 'sfn' | 'lambda', type: string, operations: readonly string[]) {
  const imports = [...operations.map((operation) => `${operation}Command`), type].join(', ');
  return { name, type, imported: `import { ${imports} } from '${packageOf(name)}';` };
}

/** What puts the headers that name the account into each request. */
function headerLines({ headers }: Situation, name: 'sfn' | 'lambda'): string[] {
  if (Object.keys(headers).length === 0) return [];
  const added = `{ ...args.request.headers, ...${JSON.stringify(headers)} }`;
  return [
    `${name}.middlewareStack.add((next) => (args) => { args.request.headers = ${added}; return next(args); }, { step: 'build' });`,
  ];
}

function clientOptions({ auth, keyId, hostPrefix }: Situation, name: 'sfn' | 'lambda'): string {
  // The keys mean nothing; a target that looks at them gets those of the environment.
  const keys =
    auth === 'environment' ? '' : `, credentials: { accessKeyId: ${JSON.stringify(keyId)}, secretAccessKey: 'test' }`;
  return `${keys}${hostPrefix || name === 'lambda' ? '' : ', disableHostPrefix: true'}`;
}

function lineOf(step: ReproductionStep, last: boolean, variables: Variables, situation: Situation): string {
  if (step.kind === 'wait') return waitLines(step.executionArn, variables, situation);
  const { exchange } = step;
  if (isLambda(exchange)) return lambdaLine(exchange, last, variables, situation);
  if (!isOperation(exchange.operation) || !isSendable(exchange)) {
    return `// ${exchange.operation}: the SDK can't send this request. The curl commands can.`;
  }
  const substitutions = [...variables.substitutionsAt(exchange.index), ...newNames(situation)];
  const input = literal(JSON.parse(exchange.request.body || '{}'), substitutions, situation);
  const call = `sfn.send(new ${exchange.operation}Command(${input}))`;
  if (last) return `console.log(await ${call}.catch((error) => \`\${error.name}: \${error.message}\`));`;
  const kept = variables.kept.get(exchange.index) ?? [];
  if (kept.length === 0) return `await ${call};`;
  const names = kept.map(({ member, name }) => (member === name ? name : `${member}: ${name}`));
  return `const { ${names.join(', ')} } = await ${call};`;
}

/** A route that only the target has is named for its path. */
const isOwnRoute = ({ operation }: Exchange): boolean => operation.startsWith('/');

function ownRouteLine({ operation, request, index }: Exchange, variables: Variables, situation: Situation): string {
  const body = literal(
    JSON.parse(request.body),
    [...variables.substitutionsAt(index), ...newNames(situation)],
    situation,
  );
  const answer = `await fetch(endpoint + '${operation}', { method: 'POST', body: JSON.stringify(${body}) })`;
  const names = (variables.kept.get(index) ?? []).map(({ member, name }) =>
    member === name ? name : `${member}: ${name}`,
  );
  return names.length === 0 ? `${answer};` : `const { ${names.join(', ')} } = await (${answer}).json();`;
}

function lambdaLine(exchange: Exchange, last: boolean, variables: Variables, situation: Situation): string {
  const { operation, index } = exchange;
  if (isOwnRoute(exchange)) return ownRouteLine(exchange, variables, situation);
  const members = lambdaInput(exchange);
  if (members === undefined) return `// ${operation}: the SDK can't send this request. The curl commands can.`;
  const substitutions = [...variables.substitutionsAt(index), ...newNames(situation)];
  const call = `lambda.send(new ${operation}Command(${literal(members, substitutions, situation)}))`;
  const token = variables.ofInvocations.get(index);
  const before =
    token === undefined
      ? []
      : [`const ${token} = process.env.CHECKPOINT_TOKEN; // of the event that the function gets now`];
  const send = (): string => {
    if (last) return `console.log(await ${call}.catch((error) => \`\${error.name}: \${error.message}\`));`;
    const kept = variables.kept.get(index) ?? [];
    const top = kept.filter(({ member }) => member !== 'CallbackId');
    const callbacks = kept.filter(({ member }) => member === 'CallbackId');
    const names = [
      ...top.map(({ member, name }) => (member === name ? name : `${member}: ${name}`)),
      ...(callbacks.length > 0 ? ['NewExecutionState'] : []),
    ];
    const ids = callbacks.map(
      ({ name }, place) =>
        `const ${name} = NewExecutionState.Operations.flatMap((one) => one.CallbackDetails?.CallbackId ?? [])[${place}];`,
    );
    return [names.length === 0 ? `await ${call};` : `const { ${names.join(', ')} } = await ${call};`, ...ids].join(
      '\n',
    );
  };
  return [...before, send()].join('\n');
}

const newNames = ({ freshNames }: Situation): Substitution[] => freshNames.map(renewed);

function isSendable({ request, fallback }: Exchange): boolean {
  if (fallback !== undefined || request.headers['content-type'] !== 'application/x-amz-json-1.0') return false;
  try {
    const value: unknown = JSON.parse(request.body || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** A JavaScript expression of a JSON value. */
function literal(value: unknown, substitutions: readonly Substitution[], situation: Situation): string {
  if (typeof value === 'string') return text(piecesOf(value, substitutions), situation);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, substitutions, situation)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const value = literal(member, substitutions, situation);
    // The code of a function: bytes for the SDK, base64 on the wire.
    const written = name === 'ZipFile' ? `Buffer.from(${value}, 'base64')` : value;
    return key === written ? key : `${key}: ${written}`;
  });
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function text(pieces: readonly Piece[], situation: Situation): string {
  if (pieces.length === 0) return "''";
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'variable') return only.name;
  if (pieces.every(({ kind }) => kind === 'text')) {
    const whole = situation.mask(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''));
    return whole.includes("'") || /[\\\n\r\u2028\u2029]/.test(whole) ? JSON.stringify(whole) : `'${whole}'`;
  }
  return `\`${pieces.map((piece) => templatePart(piece, situation)).join('')}\``;
}

function templatePart(piece: Piece, situation: Situation): string {
  switch (piece.kind) {
    case 'text':
      return situation.mask(piece.text).replaceAll(/[\\`]|\$\{/g, '\\$&');
    case 'variable':
      return `\${${piece.name}}`;
    case 'run':
      return `\${${JSON.stringify(piece.character)}.repeat(${piece.times})}`;
  }
}

function waitLines(executionArn: string, variables: Variables, situation: Situation): string {
  const substitutions = [...variables.substitutionsAt(Number.POSITIVE_INFINITY), ...newNames(situation)];
  const { clock } = situation;
  const pass =
    clock === undefined
      ? 'await new Promise((resolve) => setTimeout(resolve, 1000));'
      : `await fetch(${JSON.stringify(clock.control)}, { method: 'POST', body: ${JSON.stringify(JSON.stringify({ accountId: clock.accountId, toNext: true }))} });`;
  return [
    'for (let i = 0; i < 60; i++) { // until it has ended',
    `  const { status } = await sfn.send(new DescribeExecutionCommand(${literal({ executionArn }, substitutions, situation)}));`,
    "  if (status !== 'RUNNING') break;",
    `  ${pass}`,
    '}',
  ].join('\n');
}
