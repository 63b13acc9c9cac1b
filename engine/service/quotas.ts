/** The limits that AWS sets to an account and its resources. */
export interface Quotas {
  readonly stateMachines: number;
  readonly activities: number;
  readonly openExecutions: number;
  /** GetActivityTask requests that wait for one activity's tasks. */
  readonly pollsPerActivity: number;
  readonly versionsPerMachine: number;
  readonly aliasesPerMachine: number;
  readonly tagsPerResource: number;
}

/** AWS's own figures (Step Functions service quotas). */
export const defaultQuotas: Quotas = {
  stateMachines: 100_000,
  activities: 100_000,
  openExecutions: 1_000_000,
  pollsPerActivity: 1_000,
  versionsPerMachine: 1_000,
  aliasesPerMachine: 100,
  tagsPerResource: 50,
};
