import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { welcomeOnce } from '../../src/editor/firstRun/welcome.js';
import { accept, closeAll, keys, messageTexts, until, waitForMessage } from './support.js';

const welcome = 'Inkling is ready';
const openOnInstall = 'workbench.welcomePage.walkthroughs.openOnInstall';
const titles = '.getting-started-step .step-title';

/** An extension's memory in a profile; the one of this profile is the product's own. */
function emptyMemory(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key) as never,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
}

async function wantWelcomes(isWanted: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(openOnInstall, isWanted, vscode.ConfigurationTarget.Global);
  await until(
    () => vscode.workspace.getConfiguration().get(openOnInstall) === isWanted,
    `${openOnInstall} ${isWanted}`,
  );
}

describe('the first run', () => {
  beforeEach(() => wantWelcomes(true));
  afterEach(async () => {
    await wantWelcomes(false);
    await closeAll();
  });

  it('welcomes once, and "Try It" opens a sample with a suggestion that Tab accepts', async () => {
    const memory = emptyMemory();
    const greeting = welcomeOnce(memory);
    await waitForMessage((text) => text.includes(welcome));
    await keys.screenshot('welcome');
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Try It' });
    await greeting;
    await vscode.commands.executeCommand('notifications.hideList');
    const ghost = await keys.waitForGhost();
    assert.equal(ghost, 'i < values.length; i++) {');
    await keys.screenshot('sample');
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.isUntitled, true);
    await accept(editor, ghost);

    await welcomeOnce(memory);
    await vscode.commands.executeCommand('notifications.showList');
    assert.deepEqual(await keys.texts(messageTexts), []);
  });

  it('opens a walkthrough of three steps with pictures from the welcome', async () => {
    const greeting = welcomeOnce(emptyMemory());
    await waitForMessage((text) => text.includes(welcome));
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Open Walkthrough' });
    await greeting;
    await vscode.commands.executeCommand('notifications.hideList');
    await keys.waitForText(titles, (text) => text === 'Accept a suggestion');
    await keys.screenshot('walkthrough');
    const { contributes } = vscode.extensions.getExtension('inkling.inkling')!.packageJSON as {
      contributes: { walkthroughs: { steps: { title: string; media: { image: object; altText: string } }[] }[] };
    };
    const { steps } = contributes.walkthroughs[0]!;
    assert.deepEqual(
      await keys.texts(titles),
      steps.map(({ title }) => title),
    );
    assert.equal(steps.length, 3);
    const { extensionPath } = vscode.extensions.getExtension('inkling.inkling')!;
    for (const { media } of steps) {
      assert.notEqual(media.altText, '');
      for (const picture of Object.values(media.image) as string[]) {
        assert.ok(existsSync(join(extensionPath, picture)), picture);
      }
    }
  });

  it('does not welcome when new extensions may not open their walkthrough', async () => {
    await wantWelcomes(false);
    const memory = emptyMemory();
    await welcomeOnce(memory);
    await vscode.commands.executeCommand('notifications.showList');
    assert.deepEqual(await keys.texts(messageTexts), []);
    assert.deepEqual(memory.keys(), []);
  });
});
