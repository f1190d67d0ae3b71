import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { CompletedToken } from '../../src/core/result.js';
import { Figures } from '../../src/core/lens/figures.js';
import { chips, read, rows, showWhy, waitFor, webview } from './lensPage.js';
import { closeAll, keys, open, parseJson, select, wakeInlineSuggestions, withSettings } from './support.js';

const figures = new Figures('en');

describe('the lens on a desktop', () => {
  afterEach(closeAll);

  it('shows the numbers of `npm run complete -- --top 5` at the same place', async () => {
    const [folder] = vscode.workspace.workspaceFolders!;
    const [file] = await vscode.workspace.findFiles('src/queue.ts');
    const editor = await vscode.window.showTextDocument(file!);
    const place = editor.document.positionAt(editor.document.getText().indexOf('this.items.push(') + 11);
    await select(editor, [new vscode.Selection(place, place)]);
    await wakeInlineSuggestions();
    await keys.focusEditor();
    await showWhy();
    await keys.click({ ...webview, text: 'Explain at Cursor' });
    await waitFor('.place', ([text]) => text!.includes(`line ${place.line + 1}, column ${place.character + 1}`));

    const extension = vscode.extensions.getExtension('inkling.inkling')!.extensionPath;
    const command = [join(extension, 'dist', 'complete.js'), '--file', file!.fsPath, '--json', '--top', '5'];
    const cursor = ['--line', String(place.line + 1), '--column', String(place.character + 1)];
    const { stdout } = await promisify(execFile)(process.execPath, [...command, ...cursor], {
      cwd: folder!.uri.fsPath,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const { tokens } = JSON.parse(stdout) as { tokens: CompletedToken[] };
    assert.deepEqual(
      await waitFor(chips, (all) => all.length === tokens.length, 'data-logprob'),
      tokens.map(({ logprob }) => String(logprob)),
    );
    assert.deepEqual(
      await read(chips, 'data-text'),
      tokens.map(({ text }) => text),
    );
    for (const [index, { alternatives }] of tokens.entries()) {
      await keys.click({ selector: `${chips}:nth-child(${index + 1})`, ...webview });
      const ids = alternatives!.map(({ id }) => String(id));
      await waitFor(rows, (all) => ids.every((id, i) => all[i] === id), 'data-id');
      const shown = (await read(`${rows} td:first-of-type .figure`)).slice(0, ids.length);
      assert.deepEqual(
        shown,
        alternatives!.map(({ logprob }) => figures.percent(Math.exp(logprob))),
      );
    }
  });

  it('says why and what to do when there is nothing to explain', async () => {
    await withSettings({ 'model.folder': '/no/such/model' }, async () => {
      await vscode.commands.executeCommand('inkling.restart');
      await open(parseJson);
      await vscode.commands.executeCommand('inkling.showWhy');
      await waitFor('.failed', ([text]) => text?.includes('/no/such/model') ?? false);
      const buttons = await read('.failed button');
      assert.deepEqual(buttons, ['Restart Engine', 'Open Settings', 'Show Log']);
      await keys.screenshot('lens-failed');
    });
    // The setting is right again, and so is the lens.
    await waitFor(chips, (all) => all.length > 0);
  });
});
