import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  editOutcomes,
  expectOutcomes,
  indexOutcomes,
  outcomes,
  paletteTitles,
  runFromPalette,
} from './paletteCommands.js';
import { closeAll, expectNoGhost, keys, open, until, waitForMessage, withSettings } from './support.js';

const inkling = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('inkling');

/** Closes whatever a command has opened. */
async function cleanUp(): Promise<void> {
  await keys.press('Escape');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await inkling().update('enabled', undefined, vscode.ConfigurationTarget.Global);
  await closeAll();
}

/** A file of the workspace that cannot be edited. */
async function openReadonly(): Promise<vscode.TextEditor> {
  const [file] = await vscode.workspace.findFiles('src/queue.ts');
  const editor = await vscode.window.showTextDocument(file!);
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  await keys.focusEditor();
  return editor;
}

describe('each command of the palette', () => {
  afterEach(cleanUp);
  after(() => vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession'));

  it('is among those that are tested here', () => {
    const tested = { ...outcomes, ...indexOutcomes.notLearning, ...editOutcomes };
    assert.deepEqual(paletteTitles().sort(), Object.keys(tested).sort());
  });

  it('shows what it did when no file is open', async () => {
    await expectOutcomes({ ...outcomes, ...indexOutcomes.notLearning, ...editOutcomes }, closeAll, cleanUp);
  });

  it('shows what it did in an untitled file', async () => {
    await expectOutcomes({ ...outcomes, ...indexOutcomes.notLearning }, () => open('Some text‸', 'plaintext'), cleanUp);
  });

  it('shows what it did in a read-only file', async () => {
    await expectOutcomes({ ...outcomes, ...indexOutcomes.notLearning }, openReadonly, cleanUp);
  });

  it('says that a read-only file cannot be edited when its key is pressed there', async () => {
    for (const key of ['Alt+Backslash', 'Alt+Enter']) {
      const editor = await openReadonly();
      const before = editor.document.getText();
      await keys.press(key);
      await waitForMessage((text) => text.includes('This document is read-only'));
      await expectNoGhost();
      assert.equal(editor.document.getText(), before);
      await vscode.commands.executeCommand('notifications.clearAll');
    }
  });
});

describe('Suggest at the Cursor', () => {
  afterEach(cleanUp);

  it('says so when there is no suggestion', async () => {
    // The line is complete.
    await withSettings({ mode: 'line', alternatives: 1 }, async () => {
      await open('const total = 1;\nconst count = 2;‸\nconst other = 3;\n');
      await keys.press('Alt+Backslash');
      await keys.waitForText('.statusbar-item', (text) => text.includes('Inkling has no suggestion here.'));
      assert.equal(await keys.ghost(), '');
    });
  });
});

describe('Turn On or Off', () => {
  afterEach(cleanUp);

  it('is undone by the button of its message', async () => {
    await runFromPalette('Inkling: Turn On or Off');
    await waitForMessage((text) => text.includes('Inkling is off.'));
    assert.equal(inkling().get('enabled'), false);
    await keys.screenshot('turned-off');
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Turn On' });
    await until(() => inkling().get('enabled') === true, 'Turning Inkling on again');
  });

  it('says when the language at hand stays off, and turns it on', async () => {
    const own = (): vscode.WorkspaceConfiguration =>
      vscode.workspace.getConfiguration('inkling', { languageId: 'typescript' });
    const { Global } = vscode.ConfigurationTarget;
    await inkling().update('enabled', false, Global);
    await own().update('enabled', false, Global, true);
    try {
      await open('‸');
      await runFromPalette('Inkling: Turn On or Off');
      await waitForMessage((text) => text.includes('Inkling is on, but still off for'));
      await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Turn On' });
      await until(() => own().get('enabled') === true, 'Turning Inkling on for the language');
    } finally {
      await own().update('enabled', undefined, Global, true);
    }
  });
});
