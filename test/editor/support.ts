import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Keys } from '../harness/keys.js';

/** Messages between page and extension host keep their order, so an answer comes after all that was sent before it. */
async function hostKnows(): Promise<void> {
  // Once for what the page has sent, and once for the conditions that the extension sets in return.
  for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('setContext', 'inkling.test', true);
}

export const keys = new Keys(hostKnows);

/** The position of the cursor in a text of a test. */
const mark = '‸';

const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Long enough for a suggestion that is coming to have come: a warm one takes milliseconds. */
const quietMs = 700;

/** The positions of the marks in a text, as if they were not there. */
function cursorsOf(text: string): vscode.Selection[] {
  let before = '';
  return text
    .split(mark)
    .slice(0, -1)
    .map((part) => {
      before += part;
      const line = before.split('\n').length - 1;
      const character = before.length - (before.lastIndexOf('\n') + 1);
      return new vscode.Selection(line, character, line, character);
    });
}

/** Sets the selections and waits until the window has them: a key pressed before would go elsewhere. */
export async function select(editor: vscode.TextEditor, selections: readonly vscode.Selection[]): Promise<void> {
  if (editor.selections.length === selections.length && editor.selection.isEqual(selections[0]!)) return;
  const taken = new Promise<void>((resolve) => {
    const listener = vscode.window.onDidChangeTextEditorSelection((event) => {
      if (event.textEditor !== editor) return;
      listener.dispose();
      resolve();
    });
  });
  editor.selections = selections;
  await taken;
}

/** Opens an untitled document with the cursor at the mark, or with several, and gives its editor the keyboard. */
export async function open(
  text: string,
  language = 'typescript',
  eol = vscode.EndOfLine.LF,
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content: text.replaceAll(mark, '') });
  const editor = await vscode.window.showTextDocument(document);
  if (document.eol !== eol) await editor.edit((edit) => edit.setEndOfLine(eol));
  await select(editor, cursorsOf(text));
  await wakeInlineSuggestions();
  await keys.focusEditor();
  return editor;
}

/** Writes a file and opens it with the cursor at its end, and gives its editor the keyboard. */
export async function openFile(uri: vscode.Uri, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const editor = await vscode.window.showTextDocument(uri);
  const end = editor.document.positionAt(text.length);
  await select(editor, [new vscode.Selection(end, end)]);
  await wakeInlineSuggestions();
  await keys.focusEditor();
  return editor;
}

async function revertAndClose(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

const isDirtyText = ({ input, isDirty }: vscode.Tab): boolean => isDirty && input instanceof vscode.TabInputText;
const openTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);

/** Closes what can be closed; what had just lost the focus to another editor may stay. */
async function closeOnce(): Promise<void> {
  for (const { document } of vscode.window.visibleTextEditors) {
    // One that was closed with another would be opened again.
    if (!document.isClosed) await revertAndClose(document.uri);
  }
  for (const { input } of openTabs().filter(isDirtyText)) await revertAndClose((input as vscode.TabInputText).uri);
  // With one that is still dirty it would ask, and leave all open.
  if (!openTabs().some(isDirtyText)) await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** For a message: the untitled documents, and the tabs. */
function stillOpen(): string {
  const untitled = vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled);
  const texts = untitled.map((document) => JSON.stringify(document.getText().slice(0, 40)));
  return [...texts, 'tabs:', ...openTabs().map(({ label }) => label)].join(' ');
}

/** Closes all editors without asking for their contents. */
export async function closeAll(): Promise<void> {
  const deadline = Date.now() + 30_000;
  await closeOnce();
  // The name of an untitled document is given again, and the next one must not be the one that is still going.
  while (openTabs().some(isDirtyText) || vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled)) {
    if (Date.now() > deadline) throw new Error(`A text is still open: ${stillOpen()}`);
    await settled(50);
    await closeOnce();
  }
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('notifications.hideList');
}

/** The document's text with the mark at its cursor. */
export function textAtCursor({ document, selection }: vscode.TextEditor): string {
  const offset = document.offsetAt(selection.active);
  const text = document.getText();
  return text.slice(0, offset) + mark + text.slice(offset);
}

/**
 * Waits for a message. VS Code under test shows no toasts, so the list of the bell is opened, again and again: it
 * closes by itself when its last message goes, and does not open before there is one.
 */
export async function waitForMessage(wanted: (text: string) => boolean, timeoutMs = 30_000): Promise<string> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    await vscode.commands.executeCommand('notifications.showList');
    const texts = await keys.texts(messageTexts);
    const found = texts.find(wanted);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`No such message within ${timeoutMs} ms: ${JSON.stringify(texts)}`);
    await settled(100);
  }
}

export const messageTexts = '.notification-list-item-message';

/** Fails if ghost text appears within the time in which a suggestion that is coming would have come. */
export async function expectNoGhost(): Promise<void> {
  const deadline = Date.now() + quietMs;
  while (Date.now() < deadline) {
    assert.equal(await keys.ghost(), '');
    await settled(50);
  }
}

/** Fails if the ghost text changes within that time. */
export async function expectSameGhost(ghost: string): Promise<void> {
  const deadline = Date.now() + quietMs;
  while (Date.now() < deadline) {
    assert.equal(await keys.ghost(), ghost);
    await settled(50);
  }
}

/** Waits until a condition holds, asking again and again. */
export async function until(
  condition: () => boolean,
  what: string | (() => string),
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) {
      const told = typeof what === 'string' ? what : what();
      throw new Error(`${told} did not happen within ${timeoutMs} ms.`);
    }
    await settled(20);
  }
}

/**
 * The workbench makes an editor's part for inline suggestions when it is idle; until then a key asks no provider. Any
 * command of that part makes it at once, this one without asking anybody.
 */
export async function wakeInlineSuggestions(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
}

/** Takes the ghost text with Tab and waits until the document has exactly the text shown. */
export async function accept(editor: vscode.TextEditor, ghost: string): Promise<void> {
  const expected = textAtCursor(editor).replace(mark, `${ghost}${mark}`);
  await keys.press('Tab');
  await until(() => textAtCursor(editor) === expected, `${JSON.stringify(expected)} after Tab`);
}

/** Changes a setting of Inkling for the time of a test. */
export async function withSetting<T>(key: string, value: unknown, test: () => Promise<T>): Promise<T> {
  const now = (): unknown => vscode.workspace.getConfiguration('inkling').inspect(key)?.globalValue;
  const before = now();
  const set = async (to: unknown): Promise<void> => {
    const isSet = (): boolean => JSON.stringify(now()) === JSON.stringify(to);
    await vscode.workspace.getConfiguration('inkling').update(key, to, vscode.ConfigurationTarget.Global);
    await until(isSet, `Setting ${key} to ${String(to)}`);
  };
  await set(value);
  try {
    return await test();
  } finally {
    await set(before);
  }
}

/** Changes several settings of Inkling for the time of a test. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  test: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = Object.entries(settings);
  if (!first) return test();
  await withSetting(...first, () => withSettings(Object.fromEntries(others), test));
}

/** A file that the embedded model can continue: it has the same line above. */
export const parseJson = `import { readFile } from 'node:fs/promises';

export async function settings(path: string) {
  const text = await readFile(path, 'utf8');
  return JSON.parse(text);
}

export async function load(path: string) {
  const text = await readFile(path, 'utf8');
  return JSON${mark}
}
`;
