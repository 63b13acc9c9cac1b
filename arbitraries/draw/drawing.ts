import type { Draws } from '../draws.js';
import type { Profile } from '../options.js';
import type { QueryLanguage } from '../recipe.js';

/** Where in a recipe something is drawn. */
export interface DrawingPlace {
  /** How many steps surround it. */
  readonly depth: number;
  /** Nothing may fail here. */
  readonly safe: boolean;
  /** The machine's query language, which branches inherit. */
  readonly language: QueryLanguage;
}

/** A place in a recipe, and what may be drawn there. */
export class Drawing {
  readonly mayFail: boolean;

  constructor(
    readonly draws: Draws,
    readonly profile: Profile,
    readonly place: DrawingPlace,
    /** How many more steps there may be, shared by the whole recipe. */
    private readonly tank: { fuel: number } = { fuel: profile.size },
  ) {
    this.mayFail = profile.failures && !place.safe;
  }

  /** A place inside of a step here. */
  deeper(safe = false): Drawing {
    const { depth, language } = this.place;
    const place = { depth: depth + 1, safe: safe || this.place.safe, language };
    return new Drawing(this.draws, this.profile, place, this.tank);
  }

  /** Takes one step from what is left. */
  spend(): void {
    this.tank.fuel--;
  }

  get fuel(): number {
    return this.tank.fuel;
  }
}
