import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, parseJson, until, waitForMessage } from './support.js';

/** A list that has gone stays in the page, out of sight. */
const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
const focused = `${rows}.focused`;

/** Opens the menu as who has no mouse does. */
async function openByKeys(): Promise<void> {
  await keys.press('F1');
  await keys.waitForText(rows, (text) => text !== '');
  await keys.type('Inkling: Show Menu');
  await keys.waitForText(focused, (text) => text.includes('Inkling: Show Menu'));
  await keys.press('Enter');
  await row('Choose model');
}

const row = (text: string): Promise<string> => keys.waitForText(rows, (found) => found.includes(text));

/** Types until the row is the active one and takes it. */
async function take(text: string): Promise<void> {
  await keys.type(text);
  await keys.waitForText(focused, (found) => found.includes(text));
  await keys.press('Enter');
}

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

  it('shows every entry with its current value', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    await openByKeys();
    await keys.waitForText(rows, (text) => /Statistics.*\d+ of \d+ accepted/.test(text));
    await keys.screenshot('menu-by-keys');
    for (const wanted of [
      /Turn off for TypeScript\W*on/,
      /Turn off everywhere\W*on/,
      /Choose model.*\d MB/,
      /Choose strategy.*greedy/,
      /Set suggestion frequency.*eager/,
      /Last latency.*[\d.]+ ms/,
      /Show log/,
      /Report issue/,
      /Settings/,
      /Connect to a server/,
      /Restart engine/,
    ]) {
      await keys.waitForText(rows, (text) => wanted.test(text));
    }
    const commands = await vscode.commands.getCommands(true);
    const texts = await keys.texts(rows);
    assert.equal(
      texts.some((text) => text.includes('Explain suggestion')),
      commands.includes('inkling.showWhy'),
    );
    // The last row, after the others.
    await keys.press('ArrowUp');
    await keys.waitForText(focused, (text) => text.includes('Try in a sample file'));
    await keys.waitForText(rows, (text) => text.includes('Open walkthrough'));
  });

  it('turns one language off and closes, so that a second Enter is not a second switch', async () => {
    const editor = await open(parseJson);
    await openByKeys();
    await take('for TypeScript');
    await until(() => inkling().get('enabled') === false, 'Turning TypeScript off');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    assert.equal(inkling('python').get('enabled'), true);
    await waitForMessage((text) => text.includes('Inkling is off for TypeScript.'));
    await keys.focusEditor();
    const lines = editor.document.lineCount;
    await keys.press('Enter');
    await until(() => editor.document.lineCount === lines + 1, 'A new line');
    assert.equal(inkling().get('enabled'), false);
    await openByKeys();
    await keys.waitForText(rows, (text) => /Turn on for TypeScript\W*off/.test(text));
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
    await row('Choose model');
    await keys.press('Escape');
    await keys.waitForTexts(rows, (texts) => texts.length === 0);
    // No user types sooner after that.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await keys.type('back');
    await until(() => editor.document.getText().startsWith('back'), 'Typing after Escape');
  });
});
