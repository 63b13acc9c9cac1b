import { answer, type Planner, type Planning, ref } from './planning.js';
import type { CallKind } from './recipe.js';

/** A machine that there is. */
function pickMachine(planning: Planning, of: number): number | undefined {
  const { machines } = planning.model;
  const live = machines.flatMap(({ exists }, index) => (exists ? [index] : []));
  return live.length === 0 ? undefined : live[of % live.length];
}

function publish(planning: Planning, of: number): void {
  if (!planning.options.versions) return;
  const { model } = planning;
  const index = pickMachine(planning, of);
  if (index === undefined) return;
  const machine = model.machines[index]!;
  const { published } = machine;
  const input = { stateMachineArn: ref('machine', index) };
  if (published === 'unclear') return;
  if (published !== 'none') {
    // What becomes of a revision whose version was deleted is not foretold.
    if (!model.versions[published]!.exists) return;
    const same = answer({ stateMachineVersionArn: ref('version', published) });
    planning.call('PublishStateMachineVersion', input, same, 'PublishStateMachineVersion/behaviour/same-revision');
    return;
  }
  const version = model.versions.push({ machine: index, definition: machine.definition, exists: true }) - 1;
  machine.published = version;
  const keep = { as: ref('version', version), member: 'stateMachineVersionArn' };
  planning.call('PublishStateMachineVersion', input, answer({}), 'PublishStateMachineVersion/behaviour/numbers', {
    keep,
  });
}

function listVersions(planning: Planning, of: number, by: number): void {
  if (!planning.options.versions) return;
  const { model } = planning;
  const index = pickMachine(planning, of);
  if (index === undefined) return;
  const items = model.versions
    .flatMap(({ machine, exists }, version) => (exists && machine === index ? [ref('version', version)] : []))
    .toReversed();
  const pageSize = by % 3 === 0 ? { maxResults: 1 + (by % 2) } : {};
  planning.call(
    'ListStateMachineVersions',
    { stateMachineArn: ref('machine', index), ...pageSize },
    { kind: 'list', member: 'stateMachineVersions', key: 'stateMachineVersionArn', items, order: 'given' },
    'maxResults' in pageSize ? 'List/behaviour/pages-concatenate' : 'ListStateMachineVersions/behaviour/newest-first',
  );
}

function deleteVersion(planning: Planning, of: number): void {
  if (!planning.options.versions) return;
  const { model } = planning;
  if (model.versions.length === 0) return;
  const index = of % model.versions.length;
  const version = model.versions[index]!;
  const { machine } = version;
  const isOpen = model.executions.some((execution) => execution.version === index && execution.status === 'RUNNING');
  if (isOpen || !model.machines[machine]!.exists) return;
  version.exists = false;
  const input = { stateMachineVersionArn: ref('version', index) };
  planning.call('DeleteStateMachineVersion', input, answer({}), 'DeleteStateMachineVersion/behaviour/twice');
}

/** Starts an execution of a version, which is one of its machine. */
function startVersion(planning: Planning, of: number): void {
  if (!planning.options.versions) return;
  const { model } = planning;
  const live = model.versions.flatMap(({ exists }, index) => (exists ? [index] : []));
  if (live.length === 0) return;
  const version = live[of % live.length]!;
  const { machine } = model.versions[version]!;
  const input = `{"n":${planning.nextInput()}}`;
  const index = model.start(machine, undefined, input, version);
  const execution = ref('execution', index);
  const settles = model.executions[index]!.status !== 'RUNNING';
  planning.call(
    'StartExecution',
    { stateMachineArn: ref('version', version), input },
    answer({}, { present: ['startDate'] }),
    'StartExecution/behaviour/of-a-version',
    { keep: { as: execution, member: 'executionArn' }, ...(settles && { settle: execution }) },
  );
  const members = { stateMachineArn: ref('machine', machine), stateMachineVersionArn: ref('version', version) };
  planning.call(
    'DescribeExecution',
    { executionArn: execution },
    answer(members),
    'StartExecution/behaviour/of-a-version',
  );
}

export const versionsCalls = {
  publish: publish,
  'list-versions': listVersions,
  'delete-version': deleteVersion,
  'start-version': startVersion,
} satisfies Partial<Record<CallKind, Planner>>;
