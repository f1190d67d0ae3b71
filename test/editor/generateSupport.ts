import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keys, until, wakeInlineSuggestions } from './support.js';

/** A place where the embedded model is confident of several texts of two lines. */
export const start = `export class Box {
  constructor(
    readonly left: number,
    readonly top: number,
    readonly right: number,
    readonly bottom: number,
  ) {}

  get width(): number {
    return this.right - this.left;
  }

  get height(): number {
‸`;

/** A place where it writes on to the token limit, and is confident of the first statements. */
export const longStart = `export function dayName(day: number): string {
  switch (day) {
    case 0:
      return "Sunday";
    case 1:
      return "Monday";
‸`;

/** Settings with which the embedded model writes some 500 tokens there. */
export const long = {
  'generate.maxTokens': 512,
  temperature: 0.8,
  noRepeatNgram: 5,
  penaltyWindow: 2048,
  seed: 16,
};

/** The rows of a list to choose from that is open; one that is not stays in the page. */
export const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';

/** Runs the command; resolves once the text is there. */
export const generate = (): Thenable<unknown> => vscode.commands.executeCommand('inkling.generate');

/** The line above a preview, as it is drawn. */
const lensTexts = '.codelens-decoration';

/** Waits until the line above the preview offers something. */
export const waitForLens = (wanted: string): Promise<string> =>
  keys.waitForText(lensTexts, (text) => text.includes(wanted));

/** Waits until there is a preview to accept, and the keys know of it. */
export const waitForPreview = (): Promise<string> => waitForLens('Accept');

/** Waits until no line is drawn above anything. */
export async function waitForNoLens(): Promise<void> {
  const deadline = Date.now() + 30_000;
  while ((await keys.texts(lensTexts)).some((text) => text.includes('Accept') || text.includes('Stop'))) {
    if (Date.now() > deadline) throw new Error('The preview did not end within 30 s.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the keys' conditions, which follow the cursor, are known: a command that comes back comes after them. */
export const keysKnow = wakeInlineSuggestions;

/** Waits until the document has exactly this text. */
export async function untilText({ document }: vscode.TextEditor, text: string, what: string): Promise<void> {
  await until(() => document.getText() === text, `${what}: ${JSON.stringify(text)}`);
}

/** Presses Escape until the document has the text: right after the writing has ended, the key only stops it. */
export async function discard({ document }: vscode.TextEditor, text: string): Promise<void> {
  for (let tries = 0; tries < 20 && document.getText() !== text; tries++) {
    await keys.press('Escape');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.equal(document.getText(), text);
}

/** Generates at the cursor and waits for the preview; resolves to the whole text. */
export async function preview(editor: vscode.TextEditor): Promise<string> {
  await generate();
  await waitForPreview();
  return editor.document.getText();
}
