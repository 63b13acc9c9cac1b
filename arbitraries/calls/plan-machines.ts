import { answer, definitionValue, NAMES, type Planner, type Planning, ref, refusal } from './planning.js';
import type { CallKind } from './recipe.js';

function createMachine(planning: Planning, of: number, by: number): void {
  const { model } = planning;
  const name = `m${of % NAMES}`;
  const definition = planning.definition(by);
  const input = { name: { name }, definition: definitionValue(definition), roleArn: { role: true } };
  const known = model.machineNamed(name);
  if (known < 0) {
    const made = { name, definition, exists: true, executions: [], tags: new Map(), published: 'none' } as const;
    const index = model.machines.push({ ...made, executions: [] }) - 1;
    const keep = { as: ref('machine', index), member: 'stateMachineArn' };
    planning.call('CreateStateMachine', input, answer({}), 'CreateStateMachine/behaviour/arn-names-the-machine', {
      keep,
    });
    return;
  }
  const twin = JSON.stringify(model.machines[known]!.definition) === JSON.stringify(definition);
  if (twin) {
    const same = answer({ stateMachineArn: ref('machine', known) });
    planning.call('CreateStateMachine', input, same, 'CreateStateMachine/behaviour/identical-twice');
  } else {
    const refused = refusal('StateMachineAlreadyExists');
    planning.call('CreateStateMachine', input, refused, 'CreateStateMachine/behaviour/other-definition');
  }
}

function describeMachine(planning: Planning, of: number): void {
  const index = planning.pick(planning.model.machines.length, of);
  const machine = planning.model.machines[index];
  const input = { stateMachineArn: ref('machine', index) };
  if (machine?.exists) {
    const members = {
      stateMachineArn: ref('machine', index),
      name: { name: machine.name },
      definition: definitionValue(machine.definition),
      roleArn: { role: true },
      status: 'ACTIVE',
    };
    planning.call('DescribeStateMachine', input, answer(members), 'DescribeStateMachine/behaviour/definition-as-given');
  } else if (machine === undefined || !isNameTaken(planning, machine.name)) {
    const statement = 'DeleteStateMachine/behaviour/no-longer-described';
    planning.call(
      'DescribeStateMachine',
      input,
      refusal('StateMachineDoesNotExist'),
      machine === undefined ? 'behaviour/well-formed-unknown-arn' : statement,
    );
  }
}

/** A machine of the same name has the same ARN. */
function isNameTaken(planning: Planning, name: string): boolean {
  return planning.model.machineNamed(name) >= 0;
}

function updateMachine(planning: Planning, of: number, by: number): void {
  if (!planning.options.updates) return;
  const index = planning.pick(planning.model.machines.length, of);
  const machine = planning.model.machines[index];
  const definition = planning.definition(by);
  const input = { stateMachineArn: ref('machine', index), definition: definitionValue(definition) };
  if (machine?.exists) {
    // Whether an update to the same makes a new revision is not foretold.
    const isSame = JSON.stringify(machine.definition) === JSON.stringify(definition);
    machine.published = isSame ? 'unclear' : 'none';
    machine.definition = definition;
    planning.call('UpdateStateMachine', input, answer({}), 'DescribeStateMachine/behaviour/definition-as-given');
  } else if (machine === undefined) {
    planning.call(
      'UpdateStateMachine',
      input,
      refusal('StateMachineDoesNotExist'),
      'behaviour/well-formed-unknown-arn',
    );
  }
}

function deleteMachine(planning: Planning, of: number): void {
  const { model } = planning;
  const index = planning.pick(model.machines.length, of);
  const machine = model.machines[index];
  // What becomes of executions that run is not foretold here.
  if (machine?.exists && (model.isOpen(index) || model.hasVersions(index))) return;
  if (machine !== undefined && !machine.exists && isNameTaken(planning, machine.name)) return;
  if (machine !== undefined) machine.exists = false;
  const input = { stateMachineArn: ref('machine', index) };
  planning.call('DeleteStateMachine', input, answer({}), 'DeleteStateMachine/behaviour/unknown-machine');
}

function listMachines(planning: Planning): void {
  const items = planning.model.machines.flatMap(({ exists }, index) => (exists ? [ref('machine', index)] : []));
  planning.call(
    'ListStateMachines',
    {},
    { kind: 'list', member: 'stateMachines', key: 'stateMachineArn', items, order: 'any' },
    'ListStateMachines/behaviour/lists-what-exists',
  );
}

export const machinesCalls = {
  'create-machine': createMachine,
  'describe-machine': describeMachine,
  'update-machine': updateMachine,
  'delete-machine': deleteMachine,
  'list-machines': listMachines,
} satisfies Partial<Record<CallKind, Planner>>;
