import type { Place } from './place.js';

/** Letters that begin and continue an identifier (Unicode's annex 31), as variable names are. */
const identifier = /^\p{ID_Start}\p{ID_Continue}*$/u;
const maximumName = 80;

/** The variables of a machine, branch or item processor. */
export class VariableScope {
  private readonly assigned = new Map<string, Place[]>();
  private readonly reads: { name: string; place: Place }[] = [];
  private readonly inner: VariableScope[] = [];

  /** @param outer the scope around it, whose variables it may not assign */
  constructor(
    private readonly outer?: VariableScope,
    /** a distributed Map's items run on their own: they don't see what is around them */
    private readonly isolated = false,
  ) {
    outer?.inner.push(this);
  }

  assign(name: string, place: Place): void {
    const places = this.assigned.get(name);
    if (places === undefined) this.assigned.set(name, [place]);
    else places.push(place);
  }

  read(name: string, place: Place): void {
    this.reads.push({ name, place });
  }

  private sees(name: string): boolean {
    if (this.assigned.has(name)) return true;
    return !this.isolated && (this.outer?.sees(name) ?? false);
  }

  /** Variables that are read but assigned nowhere in sight, here and in the scopes inside. */
  *unassigned(): Generator<{ name: string; place: Place }> {
    for (const read of this.reads) if (!this.sees(read.name)) yield read;
    for (const scope of this.inner) yield* scope.unassigned();
  }

  /** Variables that an inner scope assigns although it sees an outer one of the name. */
  *hiding(): Generator<{ name: string; place: Place }> {
    for (const [name, places] of this.assigned)
      if (!this.isolated && this.outer?.sees(name)) for (const place of places) yield { name, place };
    for (const scope of this.inner) yield* scope.hiding();
  }
}

/** Why a name can't be a variable's; `undefined` when it can. */
export function variableNameFault(name: string): string | undefined {
  if (!identifier.test(name)) return `Invalid variable name '${name}': the variable name contains invalid characters.`;
  if ([...name].length > maximumName)
    return `Invalid variable name '${name}': the variable name exceeds the ${maximumName}-character limit.`;
  return undefined;
}
