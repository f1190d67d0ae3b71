import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { chips, completion, pressUntil, read, rows, showWhy, waitFor, webview } from './lensPage.js';
import { closeAll, keys, open, parseJson, until, waitForMessage, withSettings } from './support.js';

describe('the lens', () => {
  afterEach(closeAll);

  it('shows the tokens of the ghost text and the product of their probabilities', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await showWhy();
    assert.equal(await completion(), ghost);
    await keys.screenshot('lens-tokens');
    const logprobs = (await read(chips, 'data-logprob')).map(Number);
    const product = Math.exp(logprobs.reduce((sum, logprob) => sum + logprob, 0));
    const [equation] = await read('.equation');
    assert.ok(equation!.endsWith(`= ${product.toFixed(3)} = ${(100 * product).toFixed(1)}%`), equation);
    const [last] = (await read('.chip-product')).slice(-1);
    assert.equal(last, `∏ ${product.toFixed(3)}`);
  });

  it('shows alternatives and continues from the one that is clicked', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await showWhy();
    await keys.hover({ selector: chips, ...webview });
    const offered = await waitFor('.card:not([hidden]) button.token', (all) => all.length > 1);
    await keys.screenshot('lens-card');
    await keys.click({ selector: '.card button.token', ...webview });
    await waitFor(`${chips} code`, ([first]) => first === offered[0]);
    assert.equal((await read('.chip.picked')).length, 1);
    await keys.screenshot('lens-picked');
    await keys.click({ selector: '#restore', ...webview });
    await waitFor(chips, (all) => all.join('') === ghost, 'data-text');
  });

  it('works by keyboard: chips, sliders, alternatives, and back', async () => {
    await withSettings({ temperature: 1, topK: 0, topP: 1, minP: 0 }, async () => {
      await open(parseJson);
      await keys.type('.');
      const ghost = await keys.waitForGhost();
      await showWhy();
      await pressUntil('Tab', chips);
      await keys.press('ArrowRight');
      await waitFor('#step-title', ([text]) => text!.startsWith('Token 2 '));
      await pressUntil('Tab', '#slider-temperature');
      const before = await waitFor(rows, (all) => all.length > 3, 'data-filtered');
      await keys.press('Home');
      const after = await waitFor(rows, (all) => all[0] === '1' && all[1] === '0', 'data-filtered');
      assert.ok(Number(before[0]) < 1 && Number(before[1]) > 0);
      assert.equal(after.filter((filtered) => filtered !== '0').length, 1);
      assert.deepEqual(await read('#slider-temperature', 'aria-valuetext'), ['0 (greedy)']);
      await pressUntil('Tab', 'button.token');
      await keys.press('Enter');
      await waitFor(chips, (all) => all.join('') !== ghost, 'data-text');
      await waitFor('.chip.picked:focus', (all) => all.length === 1);
      await pressUntil('Shift+Tab', '#restore');
      await keys.press('Enter');
      await waitFor(chips, (all) => all.join('') === ghost, 'data-text');
    });
  });

  it('writes the values of the sliders to the settings', async () => {
    await withSettings({ temperature: 1, topK: 0 }, async () => {
      await open(parseJson);
      await keys.type('.');
      await keys.waitForGhost();
      await showWhy();
      const configured = (key: string): unknown => vscode.workspace.getConfiguration('inkling').get(key);
      await keys.click({ selector: '#slider-topK', ...webview });
      await keys.press('Home');
      for (let times = 0; times < 3; times++) await keys.press('ArrowRight');
      await waitFor('.effects', ([text]) => text!.includes('top-k'));
      assert.equal(configured('topK'), 0);
      await pressUntil('Tab', '#write');
      await keys.press('Enter');
      await until(() => configured('topK') === 3, 'Writing top-k to the settings');
      assert.equal(configured('temperature'), 1);
      await waitFor('#write', ([disabled]) => disabled === 'true', 'aria-disabled');
      await waitForMessage((text) => text.includes('Saved to your user settings: inkling.topK: 3.'));
      await keys.screenshot('lens-saved');
      await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Undo' });
      await until(() => configured('topK') === 0, 'Undoing the change of the settings');
    });
  });

  it('shows greedy, sampling and beams side by side, with the beams as a tree', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await showWhy();
    await pressUntil('Tab', '#tab-tokens');
    await keys.press('ArrowRight');
    const texts = await waitFor('.strategy[data-kind="beam"] li', (all) => all.length > 1, 'data-text');
    assert.deepEqual(await read('.strategy[data-kind="greedy"] li', 'data-text'), [ghost]);
    assert.equal(new Set(texts).size, texts.length);
    // The tree ends as often as there are beams.
    assert.equal((await read('.tree .leaf')).length, texts.length);
    await keys.screenshot('lens-strategies');
  });

  it('shows the prompt by its parts and the tokens that each may attend to', async () => {
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
    await showWhy();
    await keys.click({ selector: '#tab-prompt', ...webview });
    const pieces = await waitFor('.part-prefix .piece', (all) => all.length > 0);
    assert.ok(parseJson.startsWith(pieces.join('').replaceAll('↵', '')));
    await keys.screenshot('lens-prompt');
    await keys.click({ selector: '#tab-mask', ...webview });
    await pressUntil('Tab', '.triangle');
    await keys.press('Home');
    await waitFor('.mask-row', ([text]) => /^Token 1 .* sees 1 of \d+ tokens:/.test(text!));
    await keys.press('ArrowDown');
    await keys.press('PageDown');
    const [row] = await waitFor('.mask-row', ([text]) => /^Token 12 .* sees 12 of \d+ tokens/.test(text!));
    assert.deepEqual(await read('.triangle', 'aria-valuetext'), [row]);
    assert.equal((await read('.seen-text span:not(.later)')).length, 12);
    await keys.screenshot('lens-mask');
  });

  it('follows the cursor unless it is pinned', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await showWhy();
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await keys.focusEditor();
    // Not the suggestion itself: that would only be typed along.
    await keys.type(ghost.startsWith('stringify') ? 'parse(' : 'stringify(');
    const followed = (await waitFor(chips, (all) => all.length > 0 && all.join('') !== ghost, 'data-text')).join('');
    await keys.click({ ...webview, selector: 'button[aria-pressed]' });
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await keys.focusEditor();
    await keys.press('Enter');
    await keys.type('text');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(await completion(), followed);
  });

  it('does not read a file when it holds secrets', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.env');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('PASSWORD='));
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('inkling.showWhy');
    await waitFor('.message', ([text]) => text?.includes('never reads files that may contain secrets') ?? false);
    assert.deepEqual(await read(chips), []);
  });
});
