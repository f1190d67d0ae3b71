import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { learnsFromPlanted, unread, uriOf, withUnread, write } from './planted.js';
import { keys, open, withSetting } from './support.js';

/** A function that is called in one way only, several times, with a name that no model knows. */
const idiom = (name: string): string =>
  Array.from(
    { length: 6 },
    (_, i) => `  const row${i} = ledger.${name}Quorvex(${name}Accounts.primary, "zyx");\n`,
  ).join('');

/** Another one each time: what was suggested at the very same place would be remembered. */
let asked = 0;
const asIfTyped = (name: string): string => `function book${asked++}() {\n  const row9 = ledger.${name}Quor‸\n}\n`;

/** What is suggested after the beginning of a planted name. */
async function ghostAfter(name: string): Promise<string> {
  await open(asIfTyped(name));
  await keys.type('v');
  try {
    return await keys.waitForGhost((ghost) => ghost.includes(`${name}Accounts.primary`), 3_000);
  } catch {
    return '';
  } finally {
    await keys.press('Escape');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

async function untilLearned(name: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while ((await ghostAfter(name)) === '') {
    if (Date.now() > deadline) throw new Error(`What follows ${name} is not learned.`);
  }
}

describe('learning from the workspace', () => {
  learnsFromPlanted();

  it('suggests what other files say, and forgets it with them', async () => {
    await write('src/plain.ts', idiom('open'));
    await untilLearned('open');
    await vscode.workspace.fs.delete(uriOf('src/plain.ts'));
    const deadline = Date.now() + 20_000;
    while ((await ghostAfter('open')) !== '') {
      if (Date.now() > deadline) throw new Error('What was deleted is still suggested.');
    }
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
