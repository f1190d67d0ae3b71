import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson } from './support.js';

/** The suggest widget opens by itself only where a test is about it: with it, Tab takes its item. */
before('the extension is active and the model warm', async () => {
  const editor = vscode.workspace.getConfiguration('editor');
  await editor.update('suggestOnTriggerCharacters', false, true);
  await editor.update('quickSuggestions', { other: 'off', comments: 'off', strings: 'off' }, true);
  await editor.update('parameterHints.enabled', false, true);
  // The index grows in the background and would change suggestions: only tests about it turn it on.
  const inkling = vscode.workspace.getConfiguration('inkling');
  await inkling.update('workspace.learn', false, true);
  // In small texts, and without a workspace, a small model is seldom sure: only tests about it want it to be.
  await inkling.update('eagerness', 'eager', true);
  await vscode.extensions.getExtension('inkling.inkling')!.activate();
  await keys.waitForText('.statusbar-item[id*="inkling.status"]', (text) => text.includes('Inkling'));
  await open(parseJson);
  await firstGhost();
  await closeAll();
});

/** Unhandled rejections, with Inkling in their stack: VS Code and its other extensions have their own. */
const unhandled: string[] = [];
const extensionPath = (): string => vscode.extensions.getExtension('inkling.inkling')!.extensionPath;
/** Not the whole path: the VS Code under test may be inside it. */
const builtPath = (): string => join(extensionPath(), 'dist') + sep;
process.on('unhandledRejection', (reason) => {
  const stack = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  if (stack.includes(builtPath())) unhandled.push(stack);
});

after('every rejection was handled, also while the extension ends with a request under way', async () => {
  await open(parseJson);
  const asked = vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  // The module that VS Code has loaded.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { deactivate } = require(join(extensionPath(), 'dist/extension.js')) as { deactivate: () => Promise<void> };
  await deactivate();
  await asked;
  // Node tells of a rejection only after the microtasks; VS Code's messages take longer.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(unhandled, []);
});

/** While VS Code starts, a command or a key may go nowhere: the first ghost text is asked for until it is there. */
async function firstGhost(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    try {
      await keys.waitForGhost(undefined, 5_000);
      return;
    } catch (error) {
      if (attempt === 6) throw error;
      await keys.focusEditor();
    }
  }
}
