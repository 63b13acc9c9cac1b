/** So many texts are kept for a language, if nothing else is said. */
const MOST_KEPT = 10_000;
/** Longer texts are compiled each time, so that what is kept stays small. */
const LONGEST_KEPT = 1_000;

/**
 * What texts were compiled to, apart for each language: definitions are compiled again and again, and say the same things.
 * What is kept must have no state of its own.
 */
export class CompiledTexts<Language extends object, Compiled> {
  private readonly byLanguage = new WeakMap<Language, Map<string, Compiled>>();

  /** @param most so many texts are kept for a language: then all are forgotten */
  constructor(
    private readonly compile: (text: string, language: Language) => Compiled,
    private readonly most = MOST_KEPT,
  ) {}

  /** @throws whatever compiling throws: that is not kept */
  of(text: string, language: Language): Compiled {
    let known = this.byLanguage.get(language);
    if (known === undefined) {
      known = new Map();
      this.byLanguage.set(language, known);
    }
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = this.compile(text, language);
    if (text.length > LONGEST_KEPT) return made;
    if (known.size >= this.most) known.clear();
    known.set(text, made);
    return made;
  }
}
