import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { editOutcomes, expectOutcomes, indexOutcomes, outcomes } from '../paletteCommands.js';
import { closeAll, keys } from '../support.js';

async function cleanUp(): Promise<void> {
  await keys.press('Escape');
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await vscode.workspace.getConfiguration('inkling').update('enabled', undefined, vscode.ConfigurationTarget.Global);
  await closeAll();
}

describe('a window without a folder', () => {
  it('is this one', () => assert.equal(vscode.workspace.workspaceFolders, undefined));

  it('shows of each command of the palette what it did', async () => {
    await expectOutcomes({ ...outcomes, ...indexOutcomes.noFolder, ...editOutcomes }, closeAll, cleanUp);
  });
});
