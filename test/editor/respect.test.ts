import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  expectNoGhost,
  keys,
  open,
  parseJson,
  select,
  until,
  waitForMessage,
  wakeInlineSuggestions,
  withSetting,
} from './support.js';

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;

/** Writes a file of the workspace and opens it with the cursor at its end. */
async function openFile(path: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder(), path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const editor = await vscode.window.showTextDocument(uri);
  const end = editor.document.positionAt(text.length);
  await select(editor, [new vscode.Selection(end, end)]);
  await wakeInlineSuggestions();
  await keys.focusEditor();
  return editor;
}

/** Ghost text does not come by itself, and comes for who asks. */
async function expectOnlyWhenAsked(): Promise<void> {
  await expectNoGhost();
  await keys.press('Alt+Backslash');
  await keys.waitForGhost();
  await keys.press('Escape');
}

const loop = 'const items = [1, 2];\nfor (let i = 0; i < items';

describe('respect', () => {
  afterEach(closeAll);

  it('never reads a file that holds secrets, and says so to who asks', async () => {
    await openFile('.env', loop);
    await keys.type('.');
    await expectNoGhost();
    await keys.press('Alt+Backslash');
    await waitForMessage((text) => text.includes('never reads files that hold secrets'));
    assert.equal(await keys.ghost(), '');
  });

  it('never reads a file that the person excluded', async () => {
    await withSetting('exclude', ['private/'], async () => {
      await openFile('private/loop.ts', loop);
      await keys.type('.');
      await expectNoGhost();
      await keys.press('Alt+Backslash');
      await waitForMessage((text) => text.includes('"inkling.exclude" names it'));
      await openFile('loop.ts', loop);
      await keys.type('.');
      await keys.waitForGhost();
    });
  });

  it('suggests only when asked, if that is wished', async () => {
    await withSetting('automatic', false, async () => {
      await open(parseJson);
      await keys.type('.');
      await expectOnlyWhenAsked();
    });
  });

  it('leaves comments and strings alone, if that is wished', async () => {
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

  it('is quiet in a comparison', async () => {
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

  it("is quiet in the Source Control view's message, unless that is wished", async () => {
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

  it("is quiet in the normal mode of Vim's kind, and not for who likes a block cursor", async () => {
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

  it('is quiet while a snippet waits to be filled in', async () => {
    const editor = await open(parseJson.replace('JSON‸', '‸'));
    await editor.insertSnippet(new vscode.SnippetString('JSON${1}; // ${2:next}'));
    await keys.type('.');
    await expectNoGhost();
  });

  // The last one: an extension that is active stays so.
  it('asks what to do beside another extension that suggests, and waits to be asked until then', async () => {
    await vscode.extensions.getExtension('supermaven.supermaven')!.activate();
    await open(parseJson);
    await keys.type('.');
    await expectOnlyWhenAsked();
    await waitForMessage((text) => text.includes('Supermaven suggests code here as well'));
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Suggest While I Type' });
    const chosen = (): unknown => vscode.workspace.getConfiguration('inkling').get('besideOthers');
    await until(() => chosen() === 'suggest', 'Writing the answer to the settings');
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
