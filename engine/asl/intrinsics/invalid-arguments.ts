/** The arguments are not what an intrinsic function takes. */
export class InvalidArguments extends Error {
  /** @param detail what more AWS says, if it does */
  constructor(
    readonly detail?: string,
    readonly title = 'Invalid arguments',
  ) {
    super(detail ?? title);
  }

  /** `Invalid arguments in States.ArrayRange`, as AWS puts it. */
  describe(name: string): string {
    return this.detail === undefined ? `${this.title} in ${name}` : `${this.title} in ${name}: ${this.detail}`;
  }
}
