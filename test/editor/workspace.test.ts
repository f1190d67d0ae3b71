import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ghostAfter, idiom, untilForgotten, untilLearned } from './learned.js';
import { learnsFromPlanted, unread, uriOf, withUnread, write } from './planted.js';
import { withSetting } from './support.js';

describe('learning from the workspace', () => {
  learnsFromPlanted();

  it('suggests what other files say, and forgets it with them', async () => {
    await write('src/plain.ts', idiom('open'));
    await untilLearned('open');
    await vscode.workspace.fs.delete(uriOf('src/plain.ts'));
    await untilForgotten('open');
  });

  it('learns nothing from secret, excluded and ignored files', async () => {
    await withUnread(idiom, async () => {
      await untilLearned('plain');
      for (const name of unread) assert.equal(await ghostAfter(name), '', name);
    });
  });

  it('learns nothing where that is not wished, and forgets what it knew', async () => {
    await write('src/plain.ts', idiom('wished'));
    await untilLearned('wished');
    await withSetting('workspace.learn', false, async () => {
      assert.equal(await ghostAfter('wished'), '');
    });
    await untilLearned('wished');
  });

  it('forgets by its command, and learns again', async () => {
    await write('src/plain.ts', idiom('again'));
    await untilLearned('again');
    await vscode.commands.executeCommand('inkling.forgetWorkspace');
    await untilLearned('again');
  });

  it('takes what is typed in another file before it is saved', async () => {
    await write('src/plain.ts', '// Nothing yet.\n');
    const editor = await vscode.window.showTextDocument(uriOf('src/plain.ts'), { preview: false });
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), idiom('typed')));
    await untilLearned('typed');
    await vscode.window.showTextDocument(uriOf('src/plain.ts'));
  });
});
