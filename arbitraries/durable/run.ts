import { DurableModel, type Effect } from './model.js';
import type { DurableRecipe } from './recipe.js';
import { type Expects, planStep, type Step } from './steps.js';
import type { Answered, Checkpointed, DurableWorld } from './world.js';

/** Where a service and the model part. */
export interface DurableFinding {
  /** What was wrong, whatever the sequence: `answer`, `events`, ... */
  readonly what: string;
  readonly statement: string;
  readonly expected: string;
  readonly actual: string;
  /** What was done until then, the last step last. */
  readonly done: readonly string[];
}

const CLOSED = 'durable:history/nothing-after-the-end';

/**
 * Does what the recipes say to one execution, and holds each answer, the events that it leaves, the invocations and the status
 * against the model.
 * @param timeoutMs the ExecutionTimeout of the function
 */
export async function runDurable(
  world: DurableWorld,
  recipes: readonly DurableRecipe[],
  timeoutMs: number,
): Promise<DurableFinding | undefined> {
  return await new Run(world, new DurableModel(timeoutMs, world.time)).all(recipes);
}

class Run {
  private readonly done: string[] = [];
  private seen = 0;
  private invocations = 1;

  constructor(
    private readonly world: DurableWorld,
    private readonly model: DurableModel,
  ) {}

  async all(recipes: readonly DurableRecipe[]): Promise<DurableFinding | undefined> {
    this.seen = (await this.world.events()).length;
    for (const recipe of recipes) {
      if (this.model.isRunning && this.model.isAmbiguous) return undefined;
      const step = planStep(this.model, recipe);
      if (step === undefined) continue;
      this.done.push(nameOf(step));
      const finding = await this.one(step);
      if (finding !== undefined) return finding;
    }
    return undefined;
  }

  private async one(step: Step): Promise<DurableFinding | undefined> {
    const { model } = this;
    const wasRunning = model.isRunning;
    // What the answer to an accepted checkpoint must tell.
    const news = [...model.unseen];
    const answered = await this.perform(step);
    const effect = step.apply();
    const wrong = answered === undefined ? undefined : this.wrongAnswer(step.expects, answered);
    if (wrong !== undefined) return wrong;
    if (answered?.kind === 'accepted' && 'told' in answered) {
      const untold = this.untold(news, answered.told);
      if (untold !== undefined) return untold;
    }
    if (effect.invokes) this.invocations++;
    const retried = step.kind === 'end' && step.how === 'crashes' && model.isRunning;
    const before = this.seen;
    return (
      (await this.world.settled(
        async () =>
          (await this.wrongEvents(step, effect, before, wasRunning)) ??
          (await this.wrongStatus(step)) ??
          (retried ? undefined : this.wrongInvocations(step, effect)),
      )) ?? (retried ? await this.retry() : undefined)
    );
  }

  /** What the answer to a checkpoint did not tell, of what had happened since the function last heard. */
  private untold(news: readonly string[], told: ReadonlyMap<string, string>): DurableFinding | undefined {
    const { model } = this;
    model.hasUsedToken = true;
    model.tell();
    const id = news.find((one) => told.get(one) !== model.operation(one)?.status);
    if (id === undefined) return undefined;
    return this.finding('news', 'durable:CheckpointDurableExecution/behaviour/tells-what-happened', {
      expected: `${id} is ${model.operation(id)?.status} in the answer`,
      actual: told.get(id) ?? 'nothing of it',
    });
  }

  /** A failed invocation is made again: time goes on until then, and nothing else is due. */
  private async retry(): Promise<DurableFinding | undefined> {
    const { world, model } = this;
    await world.untilInvoked();
    model.now = await world.now();
    model.invoke();
    this.invocations++;
    return this.wrongGiven();
  }

  private async perform(step: Step): Promise<Answered | Checkpointed | undefined> {
    const { world } = this;
    switch (step.kind) {
      case 'checkpoint':
        return await world.checkpoint(step.updates, step.token);
      case 'end':
        await world.end(step.how);
        return undefined;
      case 'advance':
        await world.advance(step.ms);
        return undefined;
      case 'answer':
        return await world.answer(step.how, step.operation);
      case 'stop':
        return await world.stop();
      default:
        return step satisfies never;
    }
  }

  private wrongAnswer({ answer, statement }: Expects, answered: Answered): DurableFinding | undefined {
    if (answer === 'either') return undefined;
    const expected = answer === 'accepted' ? 'accepted' : `refused with ${answer.error}`;
    const actual = answered.kind === 'accepted' ? 'accepted' : `refused with ${answered.error}`;
    return expected === actual ? undefined : this.finding(`answer ${expected}`, statement, { expected, actual });
  }

  private async wrongEvents(
    step: Step,
    effect: Effect,
    before: number,
    wasRunning: boolean,
  ): Promise<DurableFinding | undefined> {
    const all = await this.world.events();
    const added = all.slice(before);
    this.seen = all.length;
    // The invocation that was under way when the execution ended may leave its completion, or not.
    const counts = (events: readonly string[]) =>
      events.filter((event) => wasRunning || event !== 'InvocationCompleted').toSorted();
    const [expected, actual] = [counts(effect.events).join(', '), counts(added).join(', ')];
    if (expected === actual) return undefined;
    const statement = wasRunning ? step.expects.statement : CLOSED;
    return this.finding('events', statement, { expected: expected || 'no event', actual: actual || 'no event' });
  }

  private async wrongStatus(step: Step): Promise<DurableFinding | undefined> {
    const { status, hasEnd } = await this.world.describe();
    const expected = `${this.model.status}${this.model.isRunning ? '' : ', with an end'}`;
    const actual = `${status}${hasEnd ? ', with an end' : ''}`;
    return expected === actual ? undefined : this.finding('status', step.expects.statement, { expected, actual });
  }

  private wrongInvocations(step: Step, { invokes }: Effect): DurableFinding | undefined {
    const actual = this.world.invocations().length;
    if (actual !== this.invocations) {
      const statement = this.model.isRunning
        ? step.expects.statement
        : 'durable:StopDurableExecution/behaviour/nothing-resumes';
      return this.finding('invocations', statement, {
        expected: `${this.invocations} invocations`,
        actual: `${actual} invocations`,
      });
    }
    return invokes ? this.wrongGiven() : undefined;
  }

  /** The invocation that has just begun is given the operations as they are. Children of a context that has ended may be left out. */
  private wrongGiven(): DurableFinding | undefined {
    const given = this.world.invocations().at(-1)?.given;
    if (given === undefined) return undefined;
    for (const { id, status, parent } of this.model.operations.values()) {
      const shown = given.get(id);
      if (shown === status || (shown === undefined && this.isBelowEnded(parent))) continue;
      return this.finding('given', 'durable:execution/replay-has-the-past', {
        expected: `${id} is ${status} in the event of the function`,
        actual: shown ?? 'nothing of it',
      });
    }
    return undefined;
  }

  private isBelowEnded(parent: string | undefined): boolean {
    const context = parent === undefined ? undefined : this.model.operation(parent);
    return context !== undefined && (context.status !== 'STARTED' || this.isBelowEnded(context.parent));
  }

  private finding(
    what: string,
    statement: string,
    told: { readonly expected: string; readonly actual: string },
  ): DurableFinding {
    return { what: `${what} of ${this.done.at(-1)?.split(' ')[0]}`, statement, ...told, done: [...this.done] };
  }
}

/** A step in words. */
function nameOf(step: Step): string {
  switch (step.kind) {
    case 'checkpoint':
      return `checkpoint${step.token === 'used' ? ' with a used token' : ''} ${JSON.stringify(step.updates)}`;
    case 'end':
      return `function ${step.how}`;
    case 'advance':
      return `time goes on for ${step.ms} ms`;
    case 'answer':
      return `callback ${step.how} of ${step.operation}`;
    case 'stop':
      return 'stop';
    default:
      return step satisfies never;
  }
}
