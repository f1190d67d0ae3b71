/** Maximum number of undo steps; the oldest are dropped. */
const maxUndoSteps = 50;

/** A document with a cursor and undo history, as in an editor: every edit is at the cursor, one undo step each. */
export class EditedDocument {
  private readonly undone: { readonly text: string; readonly cursor: number }[] = [];

  constructor(
    readonly path: string,
    private current: string,
    private at = 0,
  ) {}

  get text(): string {
    return this.current;
  }

  get cursor(): number {
    return this.at;
  }

  get before(): string {
    return this.current.slice(0, this.at);
  }

  get after(): string {
    return this.current.slice(this.at);
  }

  /** Inserts `text`, replacing some characters before and after the cursor. */
  edit(text: string, deletedBefore = 0, deletedAfter = 0): void {
    this.undone.push({ text: this.current, cursor: this.at });
    if (this.undone.length > maxUndoSteps) this.undone.shift();
    const start = Math.max(0, this.at - deletedBefore);
    this.current = this.current.slice(0, start) + text + this.current.slice(this.at + deletedAfter);
    this.at = start + text.length;
  }

  undo(): void {
    const last = this.undone.pop();
    if (!last) return;
    this.current = last.text;
    this.at = last.cursor;
  }
}
