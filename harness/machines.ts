import { type Caller, succeeded } from './client.js';
import type { Machine, MachineOptions, Machines } from './context.js';
import type { FreshNames } from './names.js';
import type { Outputs } from './operations.js';

/** State machines of one case. */
export class CaseMachines implements Machines {
  constructor(
    private readonly caller: Caller,
    private readonly names: FreshNames,
    readonly roleArn: string,
  ) {}

  freshName(prefix?: string): string {
    return this.names.next(prefix);
  }

  async create(definition: object | string, options: MachineOptions = {}): Promise<Machine> {
    const name = options.name ?? this.freshName();
    const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
    const exchange = await this.caller.call<Outputs['CreateStateMachine']>(
      'CreateStateMachine',
      {
        name,
        definition: text,
        roleArn: options.roleArn ?? this.roleArn,
        ...(options.type === undefined ? {} : { type: options.type }),
        ...options.request,
      },
      'case',
    );
    const { stateMachineArn } = succeeded(exchange, ['stateMachineArn']);
    this.names.claim(name);
    return { arn: stateMachineArn, name, definition: text };
  }
}
