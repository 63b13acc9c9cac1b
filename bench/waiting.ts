import { cpus } from 'node:os';
import { Doc, type JsonObject } from '../engine/asl/doc.js';
import { VirtualClock } from '../engine/clock.js';
import { compile, type Execution, type Host, startExecution } from '../engine/execution/index.js';

/** 100,000 executions that wait at once: what they take, what one more takes, and how a long history reads back. */
const COUNT = Number(process.env.COUNT ?? 100_000);

const clock = new VirtualClock();
const host: Host = {
  clock,
  random: () => 0.5,
  uuid: () => '00000000-0000-4000-8000-000000000000',
  taskToken: () => 'token',
  startTask: () => undefined,
};

const edition = 'current';
const waiting = compile({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } }, { edition });

function begin(program: typeof waiting, index: number): Execution {
  const name = `run-${index}`;
  return startExecution(
    program,
    {
      arn: `arn:aws:states:us-east-1:123456789012:execution:bench:${name}`,
      name,
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:bench',
      stateMachineName: 'bench',
      roleArn: 'arn:aws:iam::123456789012:role/bench',
      input: Doc.parse(`{"order": ${index}}`),
      type: 'STANDARD',
    },
    host,
  );
}

const milliseconds = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e6;

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, one core`);
const before = process.memoryUsage().rss;
const kept: Execution[] = [];
const filling = process.hrtime.bigint();
for (let index = 0; index < COUNT; index++) kept.push(begin(waiting, index));
const fill = milliseconds(filling);
const rss = process.memoryUsage().rss;
console.log(
  `${COUNT.toLocaleString('en')} waiting: ${Math.round((rss - before) / 2 ** 20)} MiB, started in ${Math.round(fill)} ms`,
);

const costs: number[] = [];
for (let index = 0; index < 10_000; index++) {
  const from = process.hrtime.bigint();
  kept.push(begin(waiting, COUNT + index));
  costs.push(milliseconds(from));
}
costs.sort((a, b) => a - b);
const quantile = (part: number): string => (costs[Math.floor(costs.length * part)] ?? 0).toFixed(4);
console.log(
  `one more: median ${quantile(0.5)} ms, 99.9 % under ${quantile(0.999)} ms, 99.99 % under ${quantile(0.9999)} ms`,
);

const ending = process.hrtime.bigint();
clock.advance(3_600_000);
console.log(
  `all end: ${Math.round(milliseconds(ending))} ms; ${kept.filter(({ status }) => status === 'SUCCEEDED').length} succeeded`,
);

const loop: JsonObject = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
const { history } = begin(compile(loop, { edition }), 0);
for (const size of [1000, 100]) {
  const from = process.hrtime.bigint();
  let bytes = 0;
  for (let at = 0; at < history.length; at += size) bytes += JSON.stringify(history.page(at, size)).length;
  const spent = milliseconds(from);
  console.log(`${history.length} events by pages of ${size}: ${spent.toFixed(1)} ms, ${Math.round(bytes / 1024)} KiB`);
}
