import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { answerDialog, expectNumber, inPage, numbers, reset, showPage, suggested } from './statisticsPage.js';
import { accept, closeAll, keys, open, parseJson, textAtCursor, until } from './support.js';

const paletteRows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';

/** Where a server has VS Code's own extensions, an extension host in a browser does not know the names of their languages. */
const isTypeScript = (text: string): boolean => /^typescript$/i.test(text);

describe('the statistics', () => {
  beforeEach(reset);
  afterEach(closeAll);

  it('count accepted suggestions and saved characters by language and model', async () => {
    const editor = await open(parseJson);
    const ghost = await suggested();
    await accept(editor, ghost);
    await showPage();
    await expectNumber('Accepted', '1 (100%)');
    await keys.screenshot('statistics');
    const { Shown, 'Partly accepted': partly, 'Characters saved': saved } = await numbers();
    assert.deepEqual({ Shown, partly, saved }, { Shown: '1', partly: '0 (0%)', saved: String(ghost.length) });
    const rows = await inPage('tbody th');
    assert.ok(rows.some(isTypeScript), rows.join(' | '));
    const cells = await inPage('table:first-of-type tbody tr:first-child td');
    assert.equal(cells.filter((cell) => cell === '1 (100%)').length > 0, true, cells.join(' | '));
  });

  it('count a suggestion once when the user types along, and only the characters that were not typed', async () => {
    const editor = await open(parseJson);
    const ghost = await suggested();
    await keys.type(ghost.slice(0, 2), 50);
    await keys.waitForGhost(ghost.slice(2));
    await accept(editor, ghost.slice(2));
    await showPage();
    await expectNumber('Accepted', '1 (100%)');
    await expectNumber('Shown', '1');
    await expectNumber('Characters saved', String(ghost.length - 2));
    const remembered = (await numbers())['Answered instantly from an earlier suggestion'];
    assert.match(remembered!, /^[1-9]\d* of /);
  });

  it('save nothing for replaced closing brackets', async () => {
    const editor = await open(parseJson.replace('JSON‸', 'JSON.parse‸'));
    await keys.type('(');
    await keys.waitForGhost('text;');
    await keys.press('Tab');
    await until(() => editor.document.lineAt(9).text === '  return JSON.parse(text);', 'Taking the suggestion');
    await showPage();
    await expectNumber('Accepted', '1 (100%)');
    await expectNumber('Characters saved', String('text;'.length));
  });

  it('count a suggestion as partly accepted when one word of it was', async () => {
    const editor = await open(parseJson);
    const ghost = await suggested();
    const before = textAtCursor(editor);
    await keys.press('Control+ArrowRight');
    await until(() => textAtCursor(editor) !== before, 'Taking a word');
    const taken = textAtCursor(editor).length - before.length;
    assert.ok(taken > 1 && taken < ghost.length, String(taken));
    await keys.press('Escape');
    await keys.press('ArrowUp');
    await showPage();
    await expectNumber('Partly accepted', '1 (100%)');
    await expectNumber('Accepted', '0 (0%)');
    await expectNumber('Characters saved', String(taken));
  });

  it('count an ignored suggestion as shown only', async () => {
    await open(parseJson);
    await suggested();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await keys.press('Escape');
    await showPage();
    await expectNumber('Shown', '1');
    await expectNumber('Accepted', '0 (0%)');
    await expectNumber('Characters saved', '0');
  });

  it('are reset by the button, but not when the user cancels', async () => {
    const editor = await open(parseJson);
    await accept(editor, await suggested());
    await showPage();
    await expectNumber('Accepted', '1 (100%)');
    const dialog = answerDialog(undefined);
    await keys.click({ selector: '.button', isWebview: true });
    await until(() => dialog.asked().length > 0, 'The question');
    const [question, options] = dialog.asked() as [string, vscode.MessageOptions];
    assert.deepEqual([question, options.modal], ['Reset all statistics?', true]);
    await expectNumber('Accepted', '1 (100%)');
    answerDialog('Reset');
    await keys.click({ selector: '.button', isWebview: true });
    const isEmpty = (texts: readonly string[]): boolean => texts.some((text) => text.includes('No data yet'));
    await keys.waitForTexts('main', isEmpty, { isWebview: true });
  });

  it('are what the palette finds by their name; their reset only while they are shown', async () => {
    const find = async (): Promise<string[]> => {
      await keys.press('F1');
      await keys.waitForText(paletteRows, (text) => text !== '');
      await keys.type('Statistics');
      await keys.waitForText(`${paletteRows}.focused`, (text) => text.includes('Statistics'));
      const found = await keys.texts(paletteRows);
      return found.filter((text) => text.includes('Inkling:'));
    };
    const isReset = (text: string): boolean => text.includes('Reset');
    await open(parseJson);
    const found = await find();
    assert.match(found[0]!, /^Inkling: Show Statistics/);
    assert.ok(!found.some(isReset), found.join(' | '));
    await keys.screenshot('palette-statistics');
    await keys.press('Enter');
    await keys.waitForTexts('h1', (texts) => texts.length > 0, { isWebview: true });
    assert.ok((await find()).some(isReset));
    await keys.press('Escape');
  });
});
