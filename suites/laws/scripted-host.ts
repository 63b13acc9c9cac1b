import type { Json } from '../../arbitraries/json.js';
import type { Answer, Outcome, TaskScript } from '../../arbitraries/recipe.js';
import { Doc } from '../../engine/asl/doc.js';
import { VirtualClock } from '../../engine/clock.js';
import type { Host, TaskProgress, TaskRequest } from '../../engine/execution/index.js';

/** How long after a heartbeat the next one comes, milliseconds. */
const BEAT_MS = 1000;

/** A world of one execution in this process: a virtual clock, a seeded chance, and tasks that follow their scripts. */
export class ScriptedHost implements Host {
  readonly clock = new VirtualClock();
  /** What each task did, in the order in which it was asked. */
  readonly done: Record<string, Outcome[]> = {};
  private readonly attempts = new Map<string, number>();
  private state: number;
  private tokens = 0;

  constructor(
    private readonly tasks: Readonly<Record<string, TaskScript>>,
    seed = 1,
  ) {
    this.state = seed;
  }

  random(): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return this.state / 0x80000000;
  }

  uuid(): string {
    const digits = Array.from({ length: 8 }, () =>
      Math.floor(this.random() * 65_536)
        .toString(16)
        .padStart(4, '0'),
    ).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  taskToken(): string {
    return `token-${++this.tokens}`;
  }

  startTask(request: TaskRequest, progress: TaskProgress): undefined {
    const arn = carrierOf(request);
    const script = this.tasks[arn];
    if (script === undefined) throw new Error(`There is no script for ${arn}.`);
    const key = `${arn} ${request.input.text}`;
    const attempt = this.attempts.get(key) ?? 0;
    this.attempts.set(key, attempt + 1);
    const outcome = script[Math.min(attempt, script.length - 1)]!;
    const done = this.done[arn];
    if (done === undefined) this.done[arn] = [outcome];
    else done.push(outcome);
    progress.started('worker');
    if (request.pattern === 'wait-for-task-token') progress.submitted(Doc.of({ StatusCode: 200 }));
    this.follow(outcome, answering(request, progress), progress);
  }

  private follow(outcome: Outcome, answer: (answer: Answer) => void, progress: TaskProgress): void {
    switch (outcome.outcome) {
      case 'ok':
      case 'error':
        answer(outcome);
        return;
      case 'timeout':
        return;
      case 'gap':
        this.beat(outcome.beats, progress);
        return;
      case 'late':
        this.later(outcome.seconds * 1000, () => answer(outcome.then));
        return;
      case 'beats':
        this.beat(outcome.beats, progress, () => answer(outcome.then));
    }
  }

  private beat(left: number, progress: TaskProgress, then?: () => void): void {
    if (left === 0) {
      then?.();
      return;
    }
    this.later(BEAT_MS, () => {
      progress.heartbeat();
      this.beat(left - 1, progress, then);
    });
  }

  private later(ms: number, act: () => void): void {
    this.clock.schedule(this.clock.now() + ms, act);
  }
}

/** The ARN that a script goes by: the resource's own, or the one that a service integration's parameters name. */
function carrierOf({ kind, resource, input }: TaskRequest): string {
  if (kind !== 'integration') return resource;
  const parameters = input.value as Readonly<Record<string, Json>>;
  return String(parameters.FunctionName ?? parameters.QueueUrl);
}

function answering({ service, pattern }: TaskRequest, progress: TaskProgress): (answer: Answer) => void {
  return (answer) => {
    if (answer.outcome === 'error') progress.fail(answer.error, answer.cause);
    else if (service === 'lambda' && pattern === 'request-response') {
      progress.succeed(Doc.of({ ExecutedVersion: '$LATEST', Payload: answer.output, StatusCode: 200 }));
    } else progress.succeed(Doc.of(answer.output));
  };
}
