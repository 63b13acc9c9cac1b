import fc from 'fast-check';
import type { JsonObject } from '../../../arbitraries/json.js';
import type { SequentialModel } from '../../../harness/linearizability.js';
import { type Hands, made, type Shared, unique } from './shared.js';

/** What clients do to one machine. Definitions and roles go by numbers. */
export type MachineCall =
  | { readonly call: 'update'; readonly definition?: number; readonly role?: number }
  | { readonly call: 'describe' }
  /** Starts it, and sees what comes out. */
  | { readonly call: 'run' };

export interface MachineAnswer {
  readonly accepted: boolean;
  readonly definition?: number;
  readonly role?: number;
}

interface MachineState {
  readonly definition: number;
  readonly role: number;
}

/** What is written stays until it is written over, and nothing else is written with it. */
export const machineModel: SequentialModel<MachineState, MachineCall, MachineAnswer> = {
  initial: { definition: 0, role: 0 },
  after(state, call, answer) {
    if (answer?.accepted === false) return [];
    switch (call.call) {
      case 'update': {
        const { definition = state.definition, role = state.role } = call;
        const next = { definition, role };
        return answer === undefined ? [state, next] : [next];
      }
      case 'describe':
        return answer === undefined || (answer.definition === state.definition && answer.role === state.role)
          ? [state]
          : [];
      case 'run':
        return answer === undefined || answer.definition === state.definition ? [state] : [];
      default:
        return call satisfies never;
    }
  },
};

export const definitionText = (definition: number): string =>
  JSON.stringify({ StartAt: 'Tell', States: { Tell: { Type: 'Pass', Result: definition, End: true } } });

export interface MachineNames {
  readonly stateMachineArn: string;
  /** What the names of its roles begin with. */
  readonly role: string;
}

function numberIn(definition: unknown): number {
  const [, digits] = /"Result":\s*(\d+)/.exec(String(definition)) ?? [];
  return Number(digits);
}

export async function sendMachineCall(
  { send }: Pick<Hands, 'send'>,
  call: MachineCall,
  { stateMachineArn, role: prefix }: MachineNames,
): Promise<MachineAnswer> {
  switch (call.call) {
    case 'update': {
      const { definition, role } = call;
      const request: JsonObject = {
        stateMachineArn,
        ...(definition !== undefined && { definition: definitionText(definition) }),
        ...(role !== undefined && { roleArn: `${prefix}${role}` }),
      };
      return { accepted: (await send('UpdateStateMachine', request)).kind === 'success' };
    }
    case 'describe': {
      const answer = await send('DescribeStateMachine', { stateMachineArn });
      if (answer.kind === 'refusal') return { accepted: false };
      const { definition, roleArn } = answer.output;
      const role = Number(String(roleArn).slice(prefix.length));
      return { accepted: true, definition: numberIn(definition), role };
    }
    case 'run': {
      const started = await send('StartExecution', { stateMachineArn });
      if (started.kind === 'refusal') return { accepted: false };
      const ended = await send('DescribeExecution', { executionArn: started.output.executionArn! });
      if (ended.kind === 'refusal') return { accepted: false };
      return { accepted: true, definition: Number(ended.output.output) };
    }
    default:
      return call satisfies never;
  }
}

export function showMachineCall(call: MachineCall, answer: MachineAnswer | undefined): string {
  const told = ({ definition, role }: { readonly definition?: number; readonly role?: number }): string =>
    [
      ...(definition === undefined ? [] : [`definition ${definition}`]),
      ...(role === undefined ? [] : [`role ${role}`]),
    ].join(', ');
  const what = call.call === 'update' ? `update ${told(call)}` : call.call;
  const came = answer === undefined ? 'no answer' : answer.accepted ? told(answer) || 'accepted' : 'refused';
  return `${what}: ${came}`;
}

type MachineStep = { readonly step: 'definition' | 'role' | 'both' | 'describe' | 'run' };

/** A machine that clients change, read and run. */
export const sharedMachine: Shared<MachineState, MachineStep, MachineCall, MachineAnswer, MachineNames> = {
  model: machineModel,
  step: fc.record({ step: fc.constantFrom('definition', 'role', 'both', 'describe', 'run') }),
  async prepare(hands) {
    const role = 'arn:aws:iam::123456789012:role/laws-';
    const request = { name: 'shared', definition: definitionText(0), roleArn: `${role}0` };
    const { stateMachineArn } = await made(hands, 'CreateStateMachine', request);
    return { stateMachineArn: String(stateMachineArn), role };
  },
  async perform({ step }, client, names) {
    const value = unique(client) + 1;
    const call: MachineCall =
      step === 'describe' || step === 'run'
        ? { call: step }
        : {
            call: 'update',
            ...(step !== 'role' && { definition: value }),
            ...(step !== 'definition' && { role: value }),
          };
    await client.observe(call, () => sendMachineCall(client, call, names));
  },
  show: showMachineCall,
};
