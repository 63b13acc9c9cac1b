/** What an account is busy with: when nothing is left but waiting, its clock may move on. */
export class Load {
  /** Calls of Lambda functions, integrations and the engine itself that tasks wait for. */
  taskCalls = 0;
  /** GetActivityTask requests that wait for a task. */
  polls = 0;
  /** StartSyncExecution requests that wait for their execution. */
  syncExecutions = 0;
  /** API requests that have come in and are not answered, the two above left out. */
  requests = 0;
  private readonly idle: (() => void)[] = [];

  /** One more task call. @returns ends it; further calls do nothing */
  beginTaskCall(): () => void {
    this.taskCalls++;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.taskCalls--;
      if (this.taskCalls === 0) for (const resolve of this.idle.splice(0)) resolve();
    };
  }

  /** Resolves when no task call is under way. */
  tasksDone(): Promise<void> {
    return this.taskCalls === 0 ? Promise.resolve() : new Promise((resolve) => this.idle.push(resolve));
  }
}
