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
