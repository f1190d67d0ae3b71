import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson } from './support.js';

/** The suggest widget opens by itself only where a test is about it: with it, Tab takes its item. */
before('the extension is active and the model warm', async () => {
  const editor = vscode.workspace.getConfiguration('editor');
  await editor.update('suggestOnTriggerCharacters', false, true);
  await editor.update('quickSuggestions', { other: 'off', comments: 'off', strings: 'off' }, true);
  await editor.update('parameterHints.enabled', false, true);
  await vscode.extensions.getExtension('inkling.inkling')!.activate();
  await keys.waitForText('.statusbar-item[id*="inkling.status"]', (text) => text.includes('Inkling'));
  await open(parseJson);
  await keys.type('.');
  await keys.waitForGhost();
  await closeAll();
});
