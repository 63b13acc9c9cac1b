import { quoted } from '../reproduction/curl.js';
import type { JsonMembers, RecordedMachine, ScriptStep } from './counterexample.js';
import { attemptOf, isActivity, taskName, withTasks } from './tasks.js';

/** A machine for the scripts: tasks by name, and what each does, attempt by attempt. */
interface Scripted {
  readonly definition: JsonMembers;
  readonly input: string;
  readonly activities: readonly { readonly name: string; readonly steps: readonly ScriptStep[] }[];
}

/** Nothing for a machine whose tasks only a Lambda endpoint can carry. */
function scripted(
  machine: RecordedMachine,
  attempts: Readonly<Record<string, readonly ScriptStep[]>>,
): Scripted | undefined {
  const arns = Object.keys(machine.tasks);
  if (!arns.every(isActivity)) return undefined;
  return {
    definition: withTasks(machine, (arn) => `@${taskName(arn)}@`),
    input: JSON.stringify(machine.input),
    activities: arns.map((arn) => ({ name: taskName(arn), steps: attempts[arn] ?? machine.tasks[arn]! })),
  };
}

/** One attempt of a worker, as shell commands. `$token` is its task token. */
function shellAttempt(step: ScriptStep): string[] {
  const { seconds, beats, answer } = attemptOf(step);
  const lines: string[] = [];
  for (let beat = 0; beat < beats; beat++) {
    lines.push('sleep 1', `sfn SendTaskHeartbeat "{\\"taskToken\\":\\"$token\\"}" > /dev/null`);
  }
  if (seconds > beats) lines.push(`sleep ${seconds - beats}`);
  if (answer === undefined) return lines;
  const members = 'output' in answer ? { output: JSON.stringify(answer.output) } : answer;
  const operation = 'output' in answer ? 'SendTaskSuccess' : 'SendTaskFailure';
  const rest = JSON.stringify(members).slice(1);
  lines.push(`sfn ${operation} '{"taskToken":"'"$token"'",'${quoted(rest)} > /dev/null`);
  return lines;
}

/** A POSIX shell script that creates the machine, carries its tasks, and prints its history. */
export function curlOf(
  machine: RecordedMachine,
  attempts: Readonly<Record<string, readonly ScriptStep[]>>,
): string | undefined {
  const parts = scripted(machine, attempts);
  if (parts === undefined) return undefined;
  const { definition, input, activities } = parts;
  const member = (name: string): string => `sed -n 's/.*"${name}" *: *"\\([^"]*\\)".*/\\1/p'`;
  const lines = [
    `endpoint=\${ENDPOINT:-http://localhost:4566}`,
    'run=$(date +%s)   # makes the names new ones',
    'sfn() {',
    `  curl -sS "$endpoint/" -H "X-Amz-Target: AWSStepFunctions.$1" -H 'Content-Type: application/x-amz-json-1.0' \\`,
    // The quotes end where a masking of credentials would begin: these are none.
    `    -H 'Authorization: AWS4-HMAC-SHA256 Credential='test/20170330/us-east-1/states/aws4_request', SignedHeaders=host, Signature='0 \\`,
    '    --data-binary "$2"',
    '}',
    `definition=${quoted(JSON.stringify(JSON.stringify(definition)))}`,
  ];
  for (const { name, steps } of activities) {
    const variable = name.replaceAll(/\W/g, '_');
    lines.push(
      `${variable}=$(sfn CreateActivity "{\\"name\\":\\"${name}-$run\\"}" | ${member('activityArn')})`,
      `definition=$(printf %s "$definition" | sed "s|@${name}@|$${variable}|g")`,
      `(${steps
        .map((step) => {
          const poll = `token=$(sfn GetActivityTask "{\\"activityArn\\":\\"$${variable}\\"}" | ${member('taskToken')})`;
          return [poll, ...shellAttempt(step)].join('; ');
        })
        .join('; ')}) &`,
    );
  }
  const role = 'arn:aws:iam::123456789012:role/conformance';
  lines.push(
    `machine=$(sfn CreateStateMachine "{\\"name\\":\\"counterexample-$run\\",\\"roleArn\\":\\"${role}\\",\\"definition\\":$definition}" | ${member('stateMachineArn')})`,
    `execution=$(sfn StartExecution "{\\"stateMachineArn\\":\\"$machine\\",\\"input\\":"${quoted(JSON.stringify(input))}"}" | ${member('executionArn')})`,
    'for i in $(seq 60); do   # until it has ended',
    `  sfn DescribeExecution "{\\"executionArn\\":\\"$execution\\"}" | grep -q '"status" *: *"RUNNING"' || break`,
    '  sleep 1',
    'done',
    'sfn DescribeExecution "{\\"executionArn\\":\\"$execution\\"}"; echo',
    'sfn GetExecutionHistory "{\\"executionArn\\":\\"$execution\\"}"; echo',
    ...(activities.length > 0 ? ['kill $(jobs -p) 2> /dev/null'] : []),
  );
  return `${lines.join('\n')}\n`;
}

/** The same as an ES module that uses @aws-sdk/client-sfn. */
export function sdkOf(
  machine: RecordedMachine,
  attempts: Readonly<Record<string, readonly ScriptStep[]>>,
): string | undefined {
  const parts = scripted(machine, attempts);
  if (parts === undefined) return undefined;
  const { definition, input, activities } = parts;
  const scripts = Object.fromEntries(activities.map(({ name, steps }) => [name, steps.map(attemptOf)]));
  return `// In a file reproduce.mjs: npm install @aws-sdk/client-sfn && node reproduce.mjs
import { SFN } from '@aws-sdk/client-sfn';

const sfn = new SFN({
  endpoint: process.env.ENDPOINT ?? 'http://localhost:4566',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  disableHostPrefix: true,
});
const run = Date.now();
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
let definition = ${JSON.stringify(JSON.stringify(definition))};
// What each activity's worker does, attempt by attempt.
const scripts = ${JSON.stringify(scripts)};
for (const [name, attempts] of Object.entries(scripts)) {
  const { activityArn } = await sfn.createActivity({ name: \`\${name}-\${run}\` });
  definition = definition.replaceAll(\`@\${name}@\`, activityArn);
  void (async () => {
    for (const { seconds, beats, answer } of attempts) {
      const { taskToken } = await sfn.getActivityTask({ activityArn });
      for (let beat = 0; beat < beats; beat++) {
        await pause(1);
        await sfn.sendTaskHeartbeat({ taskToken });
      }
      await pause(seconds - beats);
      if (answer === undefined) continue;
      if ('output' in answer) await sfn.sendTaskSuccess({ taskToken, output: JSON.stringify(answer.output) });
      else await sfn.sendTaskFailure({ taskToken, ...answer });
    }
  })().catch((error) => console.error(\`\${error.name}: \${error.message}\`));
}
const { stateMachineArn } = await sfn.createStateMachine({
  name: \`counterexample-\${run}\`,
  roleArn: 'arn:aws:iam::123456789012:role/conformance',
  definition,
});
const { executionArn } = await sfn.startExecution({ stateMachineArn, input: ${JSON.stringify(input)} });
for (let i = 0; i < 60; i++) {
  const { status } = await sfn.describeExecution({ executionArn });
  if (status !== 'RUNNING') break;
  await pause(1);
}
console.log(await sfn.describeExecution({ executionArn }));
console.log(JSON.stringify((await sfn.getExecutionHistory({ executionArn })).events, null, 2));
process.exit();
`;
}
