import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson, until, waitForMessage, withSettings } from './support.js';

const secret = 'zanzibar';
const actions = '.codelens-decoration a';
const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';

async function openReport(): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('inkling.reportIssue');
  await keys.waitForText(actions, (text) => text.includes('Copy Report'));
  await keys.focusEditor();
  return vscode.window.activeTextEditor!;
}

describe('the issue report', () => {
  afterEach(closeAll);

  it('has what helps and no code or file names', async () => {
    await open(parseJson.replaceAll('text', secret));
    await keys.type('.');
    await keys.waitForGhost();
    await withSettings(
      { maxTokens: 47, 'draftModel.folder': `/home/${secret}/my ${secret} models/draft` },
      async () => {
        const failing = { 'model.folder': `/home/${secret}/my ${secret} models/large` };
        await withSettings(failing, async () => {
          await vscode.commands.executeCommand('inkling.restart');
          const { document } = await openReport();
          await keys.screenshot('report');
          const report = document.getText();
          assert.equal(document.languageId, 'markdown');
          assert.equal(document.isUntitled, true);
          assert.ok(!report.includes(secret), report);
          for (const wanted of [
            `VS Code: ${vscode.version}`,
            `Node: ${process.version}`,
            'inkling.maxTokens: 47',
            'inkling.model.folder: set',
            'inkling.draftModel.folder: set',
            'cannot be read',
          ]) {
            assert.ok(report.includes(wanted), `${wanted} is missing in\n${report}`);
          }
        });
      },
    );
    await vscode.commands.executeCommand('inkling.restart');
  });

  it('has the cursor where the description belongs, and copies what the user has written', async () => {
    const { document } = await openReport();
    await keys.type('Tab does nothing.');
    await until(
      () => /^## Description\n\n<!--.*-->\n\nTab does nothing\.\n/m.test(document.getText()),
      'The description',
    );
    await keys.click({ selector: actions, text: 'Copy Report' });
    await waitForMessage((text) => text.includes('The report was copied'));
    assert.equal(await vscode.env.clipboard.readText(), document.getText());
  });

  it('asks for a description before it opens a form', async () => {
    await openReport();
    await keys.click({ selector: actions, text: 'Open GitHub Issue' });
    await waitForMessage((text) => text.includes('no description of the problem yet'));
  });

  it('offers the same actions when the command runs in the report', async () => {
    const { document } = await openReport();
    await keys.press('F1');
    await keys.type('Inkling: Report Issue');
    await keys.waitForText(rows, (text) => text.includes('Inkling: Report Issue'));
    await keys.press('Enter');
    await keys.waitForText(rows, (text) => text.includes('Copy Report'));
    assert.equal(vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled).length, 1);
    await keys.type('Copy Report');
    await keys.press('Enter');
    await waitForMessage((text) => text.includes('The report was copied'));
    assert.equal(await vscode.env.clipboard.readText(), document.getText());
  });
});
