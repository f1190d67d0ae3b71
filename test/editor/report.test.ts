import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson, waitForMessage, withSettings } from './support.js';

const secret = 'zanzibar';

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
          const reporting = vscode.commands.executeCommand('inkling.reportIssue');
          await waitForMessage((text) => text.includes('Nothing has been sent yet'));
          await keys.screenshot('report');
          const { document } = vscode.window.activeTextEditor!;
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
          await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Copy Report' });
          await reporting;
          assert.equal(await vscode.env.clipboard.readText(), report);
        });
      },
    );
    await vscode.commands.executeCommand('inkling.restart');
  });
});
