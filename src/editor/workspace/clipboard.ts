import * as vscode from 'vscode';

/** A single line is a name, or a password. */
const minLines = 2;
const maxCharacters = 20_000;
/** What is copied is seen after this time at the latest. */
const staleMs = 1000;

const isSome = (text: string): boolean => text.length <= maxCharacters && text.trim().split('\n').length >= minLines;

/** What was copied last. It is read beside the way of a key, which does not wait for it. */
export class Clipboard {
  private copied: string | undefined;
  private readMs = -Infinity;

  /** @param now a clock in milliseconds. */
  constructor(private readonly now: () => number) {}

  /** Some lines of text; undefined for anything else. Looks again for the next time. */
  get lines(): string | undefined {
    if (this.now() - this.readMs > staleMs) {
      this.readMs = this.now();
      // Where this window may not read it, there is none.
      vscode.env.clipboard.readText().then(
        (text) => (this.copied = isSome(text) ? text : undefined),
        () => (this.copied = undefined),
      );
    }
    return this.copied;
  }
}
