import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  expectNoGhost,
  keys,
  messageTexts,
  open,
  parseJson,
  waitForMessage,
  withSetting,
} from './support.js';

describe('settings', () => {
  afterEach(closeAll);

  it('are in sections of the Settings editor, the useful ones first', async () => {
    await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:inkling.inkling');
    // A remote window shows the settings of the machine apart.
    const ofMachine = vscode.env.remoteName === undefined ? ['Model', 'Server'] : [];
    const sections = ['Suggestions', 'Privacy and Workspace', ...ofMachine, 'Sampling (advanced)'];
    const shown = await keys.waitForTexts('.settings-toc-container .settings-toc-entry', (texts) =>
      texts.includes('Sampling (advanced)'),
    );
    await keys.screenshot('settings');
    // Below the extension and its category.
    assert.deepEqual(shown.slice(-sections.length - 1), ['Inkling: Local Code Completion', ...sections]);
    const [first] = await keys.texts('.settings-tree-container .setting-item-label');
    assert.equal(first?.trim(), 'Enabled');
    const descriptions = await keys.texts('.settings-tree-container .setting-item-description code');
    assert.ok(descriptions.includes('Alt+\\'), descriptions.join(' | '));
  });

  it('turn ghost text off and on again', async () => {
    await open(parseJson);
    await withSetting('enabled', false, async () => {
      await keys.type('.');
      await expectNoGhost();
    });
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });

  it('turn ghost text off in one language', async () => {
    const configuration = vscode.workspace.getConfiguration('inkling', { languageId: 'typescript' });
    const set = (value: unknown): Thenable<void> => configuration.update('enabled', value, true, true);
    await set(false);
    try {
      await open(parseJson);
      await keys.type('.');
      await expectNoGhost();
      await open(parseJson.replace(': string', ''), 'javascript');
      await keys.type('.');
      await keys.waitForGhost();
    } finally {
      await set(undefined);
    }
  });

  it('limit a suggestion to the maximum number of tokens', async () => {
    await open(parseJson);
    await keys.type('.');
    const whole = await keys.waitForGhost();
    await withSetting('maxTokens', 2, async () => {
      await open(parseJson);
      await keys.type('.');
      const short = await keys.waitForGhost();
      assert.ok(short.length < whole.length && whole.startsWith(short), `${short} | ${whole}`);
    });
  });

  it('show more or less of a suggestion by eagerness when its confidence drops', async () => {
    const guard = 'const items = [1, 2];\nif (items‸\n';
    const ghosts: string[] = [];
    for (const eagerness of ['eager', 'quiet']) {
      await withSetting('eagerness', eagerness, async () => {
        await open(guard);
        await keys.type('.');
        ghosts.push(await keys.waitForGhost());
        await closeAll();
      });
    }
    const [eager, quiet] = ghosts;
    assert.ok(quiet!.length < eager!.length && eager!.startsWith(quiet!), `${quiet} | ${eager}`);

    // In the middle of a document, and the other way round.
    await withSetting('eagerness', 'quiet', async () => {
      await open(guard);
      await keys.type('.');
      await keys.waitForGhost(quiet);
      await withSetting('eagerness', 'eager', async () => {
        await keys.type(quiet!.slice(0, 1));
        await keys.waitForGhost(eager!.slice(1));
      });
    });
  });

  it('apply eagerness in one language, and not on explicit request', async () => {
    const configuration = vscode.workspace.getConfiguration('inkling', { languageId: 'typescript' });
    const set = (value: unknown): Thenable<void> => configuration.update('eagerness', value, true, true);
    const guard = 'const items = [1, 2];\nif (items‸\n';
    await open(guard, 'javascript');
    await keys.type('.');
    const whole = await keys.waitForGhost();
    await set('quiet');
    try {
      await open(guard);
      await keys.type('.');
      const start = await keys.waitForGhost();
      assert.ok(start.length < whole.length, `${start} | ${whole}`);
      // A suggestion on the screen stays there while the document does not change.
      await keys.press('Escape');
      await keys.waitForNoGhost();
      await keys.press('Alt+Backslash');
      await keys.waitForGhost((ghost) => ghost.length > start.length && ghost.startsWith(start));
    } finally {
      await set(undefined);
    }
  });

  it('keep the last value and show the range once when a value is wrong', async () => {
    await withSetting('maxTokens', 2, async () => {
      await open(parseJson);
      await keys.type('.');
      const short = await keys.waitForGhost();
      await withSetting('maxTokens', 9999, async () => {
        const message = await waitForMessage((text) => text.includes('inkling.maxTokens'));
        await open(parseJson);
        assert.match(message, /9999.*a whole number from 1 to 256.*uses 2 instead/);
        await keys.type('.');
        await keys.waitForGhost(short);
        const told = (await keys.texts(messageTexts)).filter((text) => text.includes('inkling.maxTokens'));
        assert.deepEqual(told, [message]);
      });
    });
  });
});
