import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  expectNoGhost,
  keys,
  open,
  openFile as openUri,
  parseJson,
  select,
  until,
  waitForMessage,
  wakeInlineSuggestions,
  withSetting,
} from './support.js';

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;
const openFile = (path: string, text: string): Promise<vscode.TextEditor> =>
  openUri(vscode.Uri.joinPath(folder(), path), text);

/** Ghost text does not come by itself, and comes for who asks. */
async function expectOnlyWhenAsked(): Promise<void> {
  await expectNoGhost();
  await keys.press('Alt+Backslash');
  await keys.waitForGhost();
  await keys.press('Escape');
}

const loop = 'const items = [1, 2];\nfor (let i = 0; i < items';

describe('the suggestion policy', () => {
  afterEach(closeAll);

  it('does not read a file that holds secrets, and says so on explicit request', async () => {
    await openFile('.env', loop);
    await keys.type('.');
    await expectNoGhost();
    await keys.press('Alt+Backslash');
    await waitForMessage((text) => text.includes('never reads files that may contain secrets'));
    assert.equal(await keys.ghost(), '');
  });

  it('does not read a file that the user excluded', async () => {
    await withSetting('exclude', ['private/'], async () => {
      await openFile('private/loop.ts', loop);
      await keys.type('.');
      await expectNoGhost();
      await keys.press('Alt+Backslash');
      await waitForMessage((text) => text.includes('matches the setting "inkling.exclude"'));
      await openFile('loop.ts', loop);
      await keys.type('.');
      await keys.waitForGhost();
    });
  });

  it("excludes files of workspace and user settings, and ignores the workspace's clipboard setting", async () => {
    const settings = vscode.Uri.joinPath(folder(), '.vscode/settings.json');
    const text = JSON.stringify({ 'inkling.exclude': ['other/'], 'inkling.context.clipboard': true });
    const inWorkspace = (key: string): unknown =>
      vscode.workspace.getConfiguration('inkling', folder()).inspect(key)?.workspaceValue;
    await vscode.workspace.fs.writeFile(settings, Buffer.from(text));
    try {
      await until(() => inWorkspace('exclude') !== undefined, 'Reading the settings of the workspace');
      await withSetting('exclude', ['private/'], async () => {
        for (const path of ['private/loop.ts', 'other/loop.ts']) {
          await openFile(path, loop);
          await keys.press('Alt+Backslash');
          await waitForMessage((message) => message.includes('matches the setting "inkling.exclude"'));
          await closeAll();
        }
      });
      assert.equal(vscode.workspace.getConfiguration('inkling', folder()).get('context.clipboard'), false);
    } finally {
      await vscode.workspace.fs.delete(settings);
      await until(() => inWorkspace('exclude') === undefined, 'Forgetting the settings of the workspace');
    }
  });

  it('reports an exclude pattern that it cannot parse and excludes what it may mean', async () => {
    await withSetting('exclude', ['[a-z.sql', 'file(1).ts', 'private\\*.ts'], async () => {
      await waitForMessage((text) => text.includes('contains invalid patterns: "[a-z.sql". Until'));
      for (const path of ['db/b.sql', 'src/file(1).ts', 'private/loop.ts']) {
        await openFile(path, loop);
        await keys.press('Alt+Backslash');
        await waitForMessage((text) => text.includes('matches the setting "inkling.exclude"'));
        await closeAll();
      }
    });
  });

  it('suggests only on explicit request when automatic suggestions are off', async () => {
    await withSetting('automatic', false, async () => {
      await open(parseJson);
      await keys.type('.');
      await expectOnlyWhenAsked();
    });
  });

  it('does not suggest in comments and strings when they are disabled', async () => {
    await withSetting('suggestIn.comments', false, async () => {
      await open(parseJson.replace('return JSON‸', '// return JSON‸'));
      await keys.type('.');
      await expectOnlyWhenAsked();
    });
    await withSetting('suggestIn.strings', false, async () => {
      await open(`${loop.replace('for', 'const text = "for')}‸`);
      await keys.type('.');
      await expectOnlyWhenAsked();
    });
  });

  it("recognizes comments by the editor's language, not by the file name", async () => {
    await withSetting('suggestIn.comments', false, async () => {
      const { document } = await openFile('tools/deploy', loop.replace('for', '// for'));
      await keys.type('.');
      await keys.waitForGhost();
      await keys.press('Escape');
      await vscode.languages.setTextDocumentLanguage(document, 'typescript');
      await wakeInlineSuggestions();
      await keys.press('Backspace');
      await keys.type('.');
      await expectOnlyWhenAsked();
    });
  });

  it('does not suggest in a diff editor', async () => {
    const [left, right] = ['left.ts', 'right.ts'].map((name) => vscode.Uri.joinPath(folder(), name));
    await vscode.workspace.fs.writeFile(left!, Buffer.from(`${loop}\n`));
    await vscode.workspace.fs.writeFile(right!, Buffer.from(loop));
    await vscode.commands.executeCommand('vscode.diff', left, right, 'left and right');
    await until(() => vscode.window.activeTextEditor?.document.uri.path === right!.path, 'The comparison');
    const end = new vscode.Position(1, 'for (let i = 0; i < items'.length);
    await select(vscode.window.activeTextEditor!, [new vscode.Selection(end, end)]);
    await wakeInlineSuggestions();
    await keys.click({ selector: '.modified-in-monaco-diff-editor .view-line', text: 'i < items' });
    await keys.press('End');
    await keys.type('.');
    await expectOnlyWhenAsked();
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('does not suggest in the commit message box unless enabled', async () => {
    const control = vscode.scm.createSourceControl('inkling-test', 'Test', folder());
    try {
      await vscode.commands.executeCommand('workbench.view.scm');
      await keys.click({ selector: '.scm-editor .view-lines' });
      const typed = 'const items = [1]; for (let i = 0; i < items.';
      await keys.type(typed);
      await until(() => control.inputBox.value === typed, 'Typing the message');
      await expectNoGhost();
      await withSetting('suggestIn.sourceControl', true, async () => {
        await keys.press('Backspace');
        await keys.type('.');
        await keys.waitForGhost();
      });
    } finally {
      control.dispose();
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
    }
  });

  it("does not suggest in Vim's normal mode, but with a block cursor", async () => {
    const editor = await open(parseJson);
    editor.options = { cursorStyle: vscode.TextEditorCursorStyle.Block };
    await until(() => editor.options.cursorStyle === vscode.TextEditorCursorStyle.Block, 'The block cursor');
    await keys.type('.');
    await expectOnlyWhenAsked();
    await closeAll();
    const own = vscode.workspace.getConfiguration('editor');
    await own.update('cursorStyle', 'block', true);
    try {
      await open(parseJson);
      await keys.type('.');
      await keys.waitForGhost();
    } finally {
      await own.update('cursorStyle', undefined, true);
    }
  });

  it('does not suggest while a snippet is being filled in', async () => {
    const editor = await open(parseJson.replace('JSON‸', '‸'));
    await editor.insertSnippet(new vscode.SnippetString('JSON${1}; // ${2:next}'));
    await keys.type('.');
    await expectNoGhost();
  });

  // The last one: an extension that is active stays so.
  it('asks what to do beside another completion extension, and until then suggests on explicit request only', async () => {
    await vscode.extensions.getExtension('supermaven.supermaven')!.activate();
    await open(parseJson);
    await keys.type('.');
    await expectOnlyWhenAsked();
    await waitForMessage((text) => text.includes('Supermaven also suggests code here'));
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Suggest While Typing' });
    const chosen = (): unknown => vscode.workspace.getConfiguration('inkling').get('besideOthers');
    await until(() => chosen() === 'suggest', 'Writing the answer to the settings');
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
