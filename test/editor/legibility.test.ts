import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, parseJson } from './support.js';

const webview = { isWebview: true } as const;

/** WCAG 2.2, success criterion 1.4.3. */
const minContrast = 4.5;

const themes = [
  ['vscode-dark', 'Default Dark Modern'],
  ['vscode-light', 'Default Light Modern'],
  ['vscode-high-contrast', 'Default High Contrast'],
  ['vscode-high-contrast-light', 'Default High Contrast Light'],
] as const;

const tabs = ['tokens', 'strategies', 'prompt', 'mask'] as const;

const usualSize = [1280, 800] as const;
/** The second is as narrow as the first at a zoom of 200 %, or a window of 800 pixels with a side bar. */
const sizes = [usualSize, [640, 700]] as const;

const setTheme = (name: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration('workbench').update('colorTheme', name, vscode.ConfigurationTarget.Global);

const waitFor = (selector: string): Promise<string[]> =>
  keys.waitForTexts(selector, (texts) => texts.length > 0, webview, 20_000);

/** Opens the lens on a suggestion whose first token was typed in part, and picks an improbable one for it. */
async function openLens(): Promise<void> {
  await open(parseJson.replace('JSON‸', 'JSO‸'));
  await keys.type('N');
  await keys.waitForGhost();
  await vscode.commands.executeCommand('inkling.showWhy');
  await waitFor('.distribution button.token');
  await keys.click({ ...webview, selector: '.distribution tr:nth-child(4) button.token' });
  await waitFor('.chip.picked .tag');
}

/** Opens a tab with all that it can show. */
async function openTab(tab: (typeof tabs)[number]): Promise<unknown> {
  await keys.click({ ...webview, selector: `#tab-${tab}` });
  switch (tab) {
    case 'tokens':
      await waitFor('.distribution tr[data-id]');
      await keys.hover({ ...webview, selector: '.chip' });
      return waitFor('.card:not([hidden]) p');
    case 'strategies':
      return waitFor('.tree .leaf');
    case 'prompt':
      return waitFor('.piece');
    case 'mask':
      // Half of the prompt comes after the row.
      await keys.click({ ...webview, selector: '.triangle' });
      return waitFor('.seen-text .later');
  }
}

describe('the views', () => {
  afterEach(async () => {
    await keys.resize(...usualSize);
    await closeAll();
  });

  it('have a contrast of at least 4.5 in all kinds of themes', async function () {
    this.timeout(180_000);
    const before = vscode.workspace.getConfiguration('workbench').inspect<string>('colorTheme')?.globalValue;
    try {
      await openLens();
      const low: string[] = [];
      for (const [kind, theme] of themes) {
        await setTheme(theme);
        await waitFor(`body[data-vscode-theme-kind="${kind}"]`);
        for (const tab of tabs) {
          await openTab(tab);
          for (const { element, text, ratio } of await keys.lowContrasts(minContrast)) {
            low.push(`${theme}, ${tab}: ${ratio} for ${JSON.stringify(text)} in ${element}`);
          }
          await keys.screenshot(`contrast-${kind}-${tab}`);
        }
      }
      assert.deepEqual(low, []);
    } finally {
      await setTheme(before);
    }
  });

  it('have the same contrast in the statistics', async function () {
    this.timeout(120_000);
    const before = vscode.workspace.getConfiguration('workbench').inspect<string>('colorTheme')?.globalValue;
    const editor = await open(parseJson);
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    try {
      await vscode.commands.executeCommand('inkling.statistics');
      await waitFor('table td');
      const low: string[] = [];
      for (const [kind, theme] of themes) {
        await setTheme(theme);
        await waitFor(`body[data-vscode-theme-kind="${kind}"]`);
        for (const { element, text, ratio } of await keys.lowContrasts(minContrast)) {
          low.push(`${theme}: ${ratio} for ${JSON.stringify(text)} in ${element}`);
        }
      }
      assert.deepEqual(low, []);
    } finally {
      await setTheme(before);
    }
  });

  it('never scroll sideways as a whole when the window is narrow', async function () {
    this.timeout(120_000);
    await openLens();
    const wide: string[] = [];
    for (const [width, height] of sizes) {
      await keys.resize(width, height);
      for (const tab of tabs) {
        await openTab(tab);
        for (const element of await keys.overflowing()) wide.push(`${width}, ${tab}: ${element}`);
        await keys.screenshot(`width-${width}-${tab}`);
      }
    }
    assert.deepEqual(wide, []);
    // The tree is wider than that, and says so.
    await openTab('strategies');
    await waitFor('.scroll-frame.more-after .tree');
    await vscode.commands.executeCommand('inkling.statistics');
    await waitFor('main');
    assert.deepEqual(await keys.overflowing(), []);
  });
});
