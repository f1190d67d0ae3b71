import * as vscode from 'vscode';
import { closeAll, expectNoGhost, keys, open } from './support.js';

describe('asking for ghost text', () => {
  afterEach(closeAll);

  it('shows what is not sure enough to come unasked', async () => {
    await open('‸');
    await keys.type('zq');
    await expectNoGhost();
    await vscode.commands.executeCommand('inkling.trigger');
    await keys.waitForGhost();
  });
});
