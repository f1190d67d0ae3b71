import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { focused, openByKeys, row, rows, take } from './menuKeys.js';
import { closeAll, keys, open, parseJson, until, waitForMessage } from './support.js';

const inkling = (languageId = 'typescript'): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('inkling', { languageId });

describe('the menu', () => {
  afterEach(async () => {
    await keys.press('Escape');
    const { Global } = vscode.ConfigurationTarget;
    await inkling().update('enabled', undefined, Global, true);
    await inkling().update('strategy', undefined, Global, true);
    for (const key of ['enabled', 'strategy']) await inkling().update(key, undefined, Global);
    await inkling().update('eagerness', 'eager', Global);
    await closeAll();
  });

  it('turns one language off and closes, so that a second Enter is not a second switch', async () => {
    const editor = await open(parseJson);
    await openByKeys();
    await take('for TypeScript');
    await until(() => inkling().get('enabled') === false, 'Turning TypeScript off');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    assert.equal(inkling('python').get('enabled'), true);
    await waitForMessage((text) => /Inkling is off for TypeScript\./i.test(text));
    await keys.focusEditor();
    const lines = editor.document.lineCount;
    await keys.press('Enter');
    await until(() => editor.document.lineCount === lines + 1, 'A new line');
    assert.equal(inkling().get('enabled'), false);
    await openByKeys();
    await keys.waitForText(rows, (text) => /Turn on for TypeScript\W*off/i.test(text));
    await take('for TypeScript');
    await until(() => inkling().get('enabled') === true, 'Turning TypeScript on');
  });

  it('turns Inkling off and on everywhere', async () => {
    await open(parseJson);
    for (const isOn of [false, true]) {
      await openByKeys();
      await take('everywhere');
      await until(() => inkling('python').get('enabled') === isOn, `Turning Inkling ${isOn ? 'on' : 'off'}`);
      await keys.waitForTexts(rows, (texts) => texts.length === 0);
    }
  });

  it('changes the strategy and returns', async () => {
    await open(parseJson);
    await openByKeys();
    await take('strategy');
    await keys.waitForText(rows, (text) => /greedy.*in use/.test(text));
    await keys.screenshot('strategy');
    await take('beam search');
    await keys.waitForText(focused, (text) => /Choose strategy.*beam search/.test(text));
    assert.equal(inkling().get('strategy'), 'beam');
  });

  it('changes the suggestion frequency and returns', async () => {
    await open(parseJson);
    await openByKeys();
    await take('suggestion frequency');
    await keys.waitForText(rows, (text) => /eager.*in use.*2 of 5/.test(text));
    await keys.screenshot('eagerness');
    await take('quiet');
    await keys.waitForText(focused, (text) => /Set suggestion frequency.*quiet/.test(text));
    assert.equal(inkling().get('eagerness'), 'quiet');
  });

  it('changes the strategy of a language that has its own', async () => {
    const { Global } = vscode.ConfigurationTarget;
    await inkling().update('strategy', 'sample', Global, true);
    await until(() => inkling().get('strategy') === 'sample', 'Setting the strategy of typescript');
    await open(parseJson);
    await openByKeys();
    await take('strategy');
    await keys.waitForText(rows, (text) => /sampling.*in use/.test(text));
    await take('beam search');
    await keys.waitForText(focused, (text) => /Choose strategy.*beam search/.test(text));
    assert.deepEqual([inkling().get('strategy'), inkling('python').get('strategy')], ['beam', 'greedy']);
  });

  it('returns the focus to the editor when nothing is chosen', async () => {
    const editor = await open('‸', 'plaintext');
    await keys.click({ selector: '.statusbar-item[id*="inkling.status"]' });
    await row('Show log');
    await keys.press('Escape');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    // No user types sooner after that.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await keys.type('back');
    await until(() => editor.document.getText().startsWith('back'), 'Typing after Escape');
  });
});
