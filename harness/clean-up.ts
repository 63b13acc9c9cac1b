/** How long one clean-up may take, milliseconds of the wall clock. */
const LONGEST_MS = 5_000;

/** What a case made, and how to unmake it: done when it ends, however it ends, the newest first. */
export class CleanUp {
  private readonly work: { readonly what: string; readonly undo: () => Promise<void> }[] = [];

  add(what: string, undo: () => Promise<void>): void {
    this.work.push({ what, undo });
  }

  /** @returns what could not be undone: sentences for the record */
  async run(): Promise<string[]> {
    const notes: string[] = [];
    const deadline = performance.now() + LONGEST_MS;
    for (const { what, undo } of this.work.splice(0).reverse()) {
      if (performance.now() > deadline) {
        notes.push(`Clean-up took too long: ${what} and what came before it are left.`);
        break;
      }
      try {
        await undo();
      } catch (error) {
        notes.push(`Clean-up of ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return notes;
  }
}
