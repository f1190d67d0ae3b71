import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ghostAfter, idiom, untilForgotten, untilLearned } from './learned.js';
import { learnsFromPlanted, unread, uriOf, withUnread, write } from './planted.js';
import { withSetting } from './support.js';

describe('the workspace index', () => {
  learnsFromPlanted();

  it('suggests from other files until they are deleted', async () => {
    await write('src/plain.ts', idiom('open'));
    await untilLearned('open');
    await vscode.workspace.fs.delete(uriOf('src/plain.ts'));
    await untilForgotten('open');
  });

  it('does not contain secret, excluded and ignored files', async () => {
    await withUnread(idiom, async () => {
      await untilLearned('plain');
      for (const name of unread) assert.equal(await ghostAfter(name), '', name);
    });
  });

  it('is empty when the setting is off, and cleared when it is turned off', async () => {
    await write('src/plain.ts', idiom('wished'));
    await untilLearned('wished');
    await withSetting('workspace.learn', false, async () => {
      assert.equal(await ghostAfter('wished'), '');
    });
    await untilLearned('wished');
  });

  it('stays empty after Clear until Rebuild', async () => {
    await write('src/plain.ts', idiom('again'));
    await untilLearned('again');
    await vscode.commands.executeCommand('inkling.clearWorkspaceIndex');
    assert.equal(await ghostAfter('again'), '');
    await write('src/plain.ts', `${idiom('again')}// Changed after the index was cleared.\n`);
    // Each look waits longer than a changed file takes to be read.
    for (let looks = 0; looks < 2; looks++) assert.equal(await ghostAfter('again'), '');
    await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
    await untilLearned('again');
  });

  it('is built again after Clear when its setting is turned off and on', async () => {
    await write('src/plain.ts', idiom('toggled'));
    await untilLearned('toggled');
    await vscode.commands.executeCommand('inkling.clearWorkspaceIndex');
    await withSetting('workspace.learn', false, () => Promise.resolve());
    await untilLearned('toggled');
  });

  it('contains unsaved text of other files', async () => {
    await write('src/plain.ts', '// Nothing yet.\n');
    const editor = await vscode.window.showTextDocument(uriOf('src/plain.ts'), { preview: false });
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), idiom('typed')));
    await untilLearned('typed');
    await vscode.window.showTextDocument(uriOf('src/plain.ts'));
  });
});
