import * as vscode from 'vscode';

/** A position in one version of a document. */
class Place {
  private readonly version: number;

  constructor(
    readonly document: vscode.TextDocument,
    readonly position: vscode.Position,
  ) {
    this.version = document.version;
  }

  isAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    return this.document === document && this.version === document.version && this.position.isEqual(position);
  }
}

/**
 * The suggestions at a cursor, and which of them is displayed. VS Code does not report that to extensions, so the commands
 * that display the next and the previous one are counted.
 */
export class Alternatives {
  private place: Place | undefined;
  /** Steps to the next one minus steps to the previous one; some are made before the items arrive. */
  private steps = 0;
  private given: readonly vscode.InlineCompletionItem[] = [];
  private wasStepped = false;

  /** The suggestions in VS Code's order. */
  get items(): readonly vscode.InlineCompletionItem[] {
    return this.given;
  }

  /** Whether the user has moved among them. */
  get hasStepped(): boolean {
    return this.wasStepped;
  }

  /** Replaces the suggestions by those that VS Code is given. */
  answered(
    document: vscode.TextDocument,
    position: vscode.Position,
    items: readonly vscode.InlineCompletionItem[],
  ): void {
    const { displayed } = this;
    const isSamePlace = this.place?.isAt(document, position) ?? false;
    this.moveTo(document, position);
    // VS Code keeps the one that it displays, before the others.
    const isKept = isSamePlace && displayed && !items.some(({ insertText }) => insertText === displayed.insertText);
    this.given = isKept ? [displayed, ...items] : items;
  }

  /** Counts a step to the next suggestion, or with -1 to the previous one. */
  step({ document, selection }: vscode.TextEditor, by: 1 | -1): void {
    this.moveTo(document, selection.active);
    this.steps += by;
    this.wasStepped = true;
  }

  /** Puts the displayed suggestion first. */
  bringForward(): void {
    const { displayed } = this;
    if (displayed) this.given = [displayed, ...this.given.filter((item) => item !== displayed)];
    this.steps = 0;
  }

  /** The displayed suggestion, if it is not the first one. */
  get another(): vscode.InlineCompletionItem | undefined {
    return this.displayed === this.items[0] ? undefined : this.displayed;
  }

  get displayed(): vscode.InlineCompletionItem | undefined {
    const { length } = this.items;
    return this.items[((this.steps % length) + length) % length];
  }

  isAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    return this.place?.isAt(document, position) ?? false;
  }

  /**
   * Whether VS Code has lost the displayed suggestion and continues with the first one: the text inserted since then is
   * the start of both.
   */
  isLost(document: vscode.TextDocument, position: vscode.Position): boolean {
    const { place, another, items } = this;
    if (!another || place?.document !== document || !position.isAfter(place.position)) return false;
    const inserted = document.getText(new vscode.Range(place.position, position)).replaceAll('\r\n', '\n');
    return [items[0]!, another].every(({ insertText }) => (insertText as string).startsWith(inserted));
  }

  private moveTo(document: vscode.TextDocument, position: vscode.Position): void {
    if (this.place?.isAt(document, position)) return;
    this.place = new Place(document, position);
    this.given = [];
    this.steps = 0;
    this.wasStepped = false;
  }
}
