import type { Exchange } from '../exchange.js';
import { isOperation } from '../operations.js';
import { carriesValue, isLambda } from './lambda.js';
import { type Piece, piecesOf, renewed, type Substitution } from './pieces.js';
import { inOneLine, type Shown, type Situation } from './situation.js';
import type { ReproductionStep } from './steps.js';
import type { Kept, Variables } from './variables.js';

/** Longer bodies are piped to curl: a single argument may hold 128 KiB. */
const LONGEST_ARGUMENT = 16_384;

/** A single-quoted word for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A POSIX shell script that sends the steps again with curl. The last one shows status and headers. */
export function curlScript(
  steps: readonly ReproductionStep[],
  variables: Variables,
  situation: Situation,
  shown: Shown,
): string {
  const requests = steps.filter((step) => step.kind === 'request');
  const lines = steps.map((step, index) => line(step, index === steps.length - 1, variables, situation));
  const needsRun = requests.some(({ exchange }) => situation.freshNames.some((name) => carriesValue(exchange, name)));
  return [
    `endpoint=\${ENDPOINT:-${situation.url}}`,
    ...(needsRun ? ['run=$(date +%s)   # makes the names new ones'] : []),
    ...(variables.ofInvocations.size > 0 ? [HOST] : []),
    ...(steps.some((step) => step.kind === 'wait' || isSpoken(step.exchange)) ? [functionText(situation)] : []),
    ...withoutUnused(lines.join('\n').split('\n')),
    `# expected: ${inOneLine(situation.mask(shown.expected))}`,
    `# got: ${inOneLine(situation.mask(shown.actual))}`,
  ].join('\n');
}

/** Without the encoded forms of values that no path has. */
function withoutUnused(lines: readonly string[]): string[] {
  const isUsed = (name: string) => lines.some((one) => one.includes(`"$${name}"`));
  return lines.filter((one) => {
    const name = /^(\w+_in_path)=/.exec(one)?.[1];
    return name === undefined || isUsed(name);
  });
}

/** A function whose code is whoever pastes the script: it keeps the event of each invocation, and leaves the invocation open. */
const HOST = `# The function is played by hand: first start what it runs behind, and the target with this as its Lambda endpoint
# (sfn-conformance serve --lambda-endpoint http://127.0.0.1:9001):
#   node -e 'require("http").createServer((q)=>{let b="";q.on("data",(d)=>b+=d).on("end",()=>require("fs").writeFileSync("event.json",b))}).listen(9001)'
invoked() {   # the token of the next event
  until [ -s event.json ]; do sleep 0.1; done
  sed -n 's/.*"CheckpointToken" *: *"\\([^"]*\\)".*/\\1/p' event.json; rm event.json
}`;

/** A shell function `sfn OPERATION BODY [CURL-OPTIONS]`. */
function functionText(situation: Situation): string {
  return [
    'sfn() {',
    '  operation=$1; body=$2; shift 2',
    `  curl -sS "$endpoint/" -H "X-Amz-Target: AWSStepFunctions.$operation" -H 'Content-Type: application/x-amz-json-1.0' \\`,
    `    ${[...headerOptions(situation), authOptions(situation)].join(' ')} --data-binary "$body" "$@"`,
    '}',
  ].join('\n');
}

const headerOptions = ({ headers }: Situation): string[] =>
  Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);

/** How curl signs: with the user's keys, or with a header that only has the right form. */
function authOptions(situation: Situation, service: 'states' | 'lambda' = 'states'): string {
  const { auth, region, keyId } = situation;
  if (auth === 'environment') {
    return [
      `--aws-sigv4 "aws:amz:${region}:${service}" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell that fills these in.
      '${AWS_SESSION_TOKEN:+-H "X-Amz-Security-Token: $AWS_SESSION_TOKEN"} ${AWS_CA_BUNDLE:+--cacert "$AWS_CA_BUNDLE"}',
    ].join(' ');
  }
  const scope = `${keyId}/20170330/${region}/${service}/aws4_request`;
  return `-H 'Authorization: AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0'`;
}

function line(step: ReproductionStep, last: boolean, variables: Variables, situation: Situation): string {
  switch (step.kind) {
    case 'wait':
      return waitLines(step.executionArn, variables, situation);
    case 'request': {
      const { exchange } = step;
      const substitutions = [...variables.substitutionsAt(exchange.index), ...newNames(situation)];
      const command = isSpoken(exchange)
        ? callText(exchange, substitutions, last, situation)
        : rawText(exchange, substitutions, last, situation);
      const token = variables.ofInvocations.get(exchange.index);
      return [
        ...(token === undefined ? [] : [`${token}=$(invoked)`]),
        assigned(command, last ? [] : (variables.kept.get(exchange.index) ?? [])),
      ].join('\n');
    }
  }
}

const newNames = ({ freshNames }: Situation): Substitution[] => freshNames.map(renewed);

/** Whether the function of the script can send it. */
function isSpoken({ request, operation }: Exchange): boolean {
  const { 'content-type': type, 'x-amz-target': target } = request.headers;
  const path = new URL(request.url).pathname;
  const plain = type === 'application/x-amz-json-1.0' && target === `AWSStepFunctions.${operation}`;
  return isOperation(operation) && request.method === 'POST' && path === '/' && plain;
}

function callText(
  exchange: Exchange,
  substitutions: readonly Substitution[],
  last: boolean,
  situation: Situation,
): string {
  const body = bodyText(exchange.request.body, substitutions, situation);
  const options = last ? ' -i' : '';
  return body.kind === 'argument'
    ? `sfn ${exchange.operation} ${body.text}${options}`
    : `${body.text} | sfn ${exchange.operation} @-${options}`;
}

/** Headers that curl or the signature makes. */
const MADE =
  /^(host|content-length|authorization|user-agent|x-amz-(date|content-sha256|security-token|user-agent)|amz-sdk-.*)$/;

function rawText(
  exchange: Exchange,
  substitutions: readonly Substitution[],
  last: boolean,
  situation: Situation,
): string {
  const { request } = exchange;
  const url = new URL(request.url);
  const headers = Object.entries(request.headers).filter(([name]) => !MADE.test(name));
  if (!('content-type' in request.headers)) headers.push(['content-type', '']);
  const options = headers.map(
    ([name, value]) => `-H ${quoted(value === '' ? `${name}:` : `${name}: ${situation.mask(value)}`)}`,
  );
  const ofLambda = isLambda(exchange);
  const signed = 'authorization' in request.headers ? [authOptions(situation, ofLambda ? 'lambda' : 'states')] : [];
  const method = request.method === 'POST' ? [] : [`-X ${request.method}`];
  const target = `"$endpoint"${pathText(url.pathname + url.search, ofLambda ? substitutions : [], situation)}`;
  const start = ['curl -sS', ...(last ? ['-i'] : []), ...method, target, ...options, ...signed].join(' ');
  if (request.method === 'GET' || request.method === 'HEAD') return start;
  const body = bodyText(request.body, substitutions, situation);
  return body.kind === 'argument' ? `${start} --data-raw ${body.text}` : `${body.text} | ${start} --data-binary @-`;
}

/** A path as a word: values in it are percent-encoded, and so are the variables that stand for them. */
function pathText(path: string, substitutions: readonly Substitution[], situation: Situation): string {
  const encoded = substitutions.map(({ value, pieces }) => ({
    value: encodeURIComponent(value),
    pieces: pieces.map((piece) =>
      piece.kind === 'variable' && piece.name !== 'run' ? { ...piece, name: `${piece.name}_in_path` } : piece,
    ),
  }));
  return piecesOf(path, encoded)
    .map((piece) => word(piece, situation))
    .join('');
}

type BodyText = { readonly kind: 'argument' | 'pipe'; readonly text: string };

function bodyText(body: string, substitutions: readonly Substitution[], situation: Situation): BodyText {
  const pieces = piecesOf(body, substitutions);
  const long = pieces.some(({ kind }) => kind === 'run') || body.length > LONGEST_ARGUMENT;
  if (!long) return { kind: 'argument', text: pieces.map((piece) => word(piece, situation)).join('') || "''" };
  const commands = pieces.map((piece) =>
    piece.kind === 'run'
      ? `head -c ${piece.times} /dev/zero | tr '\\0' ${quoted(piece.character)}`
      : `printf %s ${word(piece, situation)}`,
  );
  return { kind: 'pipe', text: `{ ${commands.join('; ')}; }` };
}

function word(piece: Piece, situation: Situation): string {
  switch (piece.kind) {
    case 'text':
      return quoted(situation.mask(piece.text));
    case 'variable':
      return `"$${piece.name}"`;
    case 'run':
      return quoted(piece.character.repeat(piece.times));
  }
}

const ENCODE = "sed 's/%/%25/g; s/:/%3A/g; s/\\$/%24/g; s,/,%2F,g; s/+/%2B/g; s/=/%3D/g'";

/** Keeps members of an answer in variables. */
function assigned(command: string, kept: readonly Kept[]): string {
  if (kept.length === 0) return `${command}; echo`;
  const extract = ({ member, name }: Kept, from: string) =>
    `${name}=$(${from} | sed -n 's/.*"${member}" *: *"\\([^"]*\\)".*/\\1/p')`;
  const header = ({ name }: Kept, from: string) =>
    `${name}=$(${from} | sed -n 's/^[Xx]-[Aa]mz-[Dd]urable-[Ee]xecution-[Aa]rn: *\\([^[:cntrl:]]*\\).*/\\1/p')`;
  const one = (variable: Kept, from: string) =>
    variable.member === 'DurableExecutionArn' ? header(variable, from) : extract(variable, from);
  const encoded = kept.map(({ name }) => `${name}_in_path=$(printf %s "$${name}" | ${ENCODE})`);
  const whole = kept.some(({ member }) => member === 'DurableExecutionArn')
    ? command.replace('curl -sS', 'curl -sS -i')
    : command;
  if (kept.length === 1) return [one(kept[0]!, whole), ...encoded].join('\n');
  const twins = new Map<string, number>();
  const nth = (variable: Kept) => {
    const place = (twins.get(variable.member) ?? 0) + 1;
    twins.set(variable.member, place);
    // Of several members of one name each is a line of its own.
    return one(variable, `printf %s "$answer" | tr ',{' '\\n\\n' | grep '"${variable.member}"' | sed -n ${place}p`);
  };
  return [
    `answer=$(${whole})`,
    ...kept.map((variable) =>
      variable.member === 'CallbackId' ? nth(variable) : one(variable, `printf %s "$answer"`),
    ),
    ...encoded,
  ].join('\n');
}

/** Waits for the end of an execution: moves a virtual clock, sleeps on a real one. */
function waitLines(executionArn: string, variables: Variables, situation: Situation): string {
  const substitutions = [...variables.substitutionsAt(Number.POSITIVE_INFINITY), ...newNames(situation)];
  const body = bodyText(JSON.stringify({ executionArn }), substitutions, situation);
  const { clock } = situation;
  const pass =
    clock === undefined
      ? 'sleep 1'
      : `curl -sS ${quoted(clock.control)} --data-raw ${quoted(JSON.stringify({ accountId: clock.accountId, toNext: true }))} > /dev/null`;
  return [
    'for i in $(seq 60); do   # until it has ended',
    `  sfn DescribeExecution ${body.text} | grep -q '"status" *: *"RUNNING"' || break`,
    `  ${pass}`,
    'done',
  ].join('\n');
}
