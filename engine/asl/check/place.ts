/** A member's name or an item's index. */
export type Step = string | number;

/** Where a value stands in a definition. One is made for every value that is looked at, so it is only printed on demand. */
export class Place {
  static readonly root = new Place(undefined, '');

  private constructor(
    private readonly parent: Place | undefined,
    private readonly step: Step,
  ) {}

  at(step: Step): Place {
    return new Place(this, step);
  }

  /** The members and indexes that lead here. */
  get path(): Step[] {
    const steps: Step[] = [];
    for (let place: Place = this; place.parent !== undefined; place = place.parent) steps.push(place.step);
    return steps.reverse();
  }

  /** As AWS writes it: `/States/Pick/Choices[0]/Next`; names are not escaped, the document itself is `/`. */
  get location(): string {
    const path = this.path;
    if (path.length === 0) return '/';
    return path.map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`)).join('');
  }
}
