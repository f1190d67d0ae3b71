/**
 * Generate in a window that is not under test: VS Code shows its dialogs there, which it refuses to show under test, and
 * the window can be loaded again. Only keys and the mouse reach it.
 */
import assert from 'node:assert/strict';
import { actions, takeScreenshot } from './driverActions.mjs';
import { textOf as drawnText } from './pageEyes.mjs';
import { openSampleFile, runPageSuite } from './pageSuite.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 60_000;
/** VS Code writes its backup of a document a second after a change. */
const BACKED_UP_MS = 3_000;
const POLL_MS = 100;

const file = 'stats.ts';
/** Typed at the top of the file; VS Code closes the brace. */
const header = 'export function smallest(values: number[]): number {';
const typed = '7007';

/** @type {[title: string, test: (page: Page) => Promise<void>][]} */
const tests = [
  ["asks before it discards generated text with the user's edits", asksBeforeDiscarding],
  ['keeps a preview open when the window is loaded again', survivesReload],
  ['keeps a preview open when the user cancels closing its file', staysWhenCancelled],
  ['discards a preview when the user closes its file without saving', goesUnsaved],
  ['says that a file was saved with a preview, and opens it again', returnsWhenSaved],
];

async function asksBeforeDiscarding(/** @type {Page} */ page) {
  const before = await generateInFunction(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(typed);
  await escapeUntil(page, async () => (await dialogs(page)) > 0);
  await takeScreenshot(page, 'generate-discard-edited');
  assert((await page.locator('.monaco-dialog-box').innerText()).includes('your edits'));
  await page.keyboard.press('Escape');
  await until(async () => (await dialogs(page)) === 0, 'the dialog closed');
  assert((await textOf(page)).includes(typed));
  await focus(page);
  await escapeUntil(page, async () => (await dialogs(page)) > 0);
  await page.keyboard.press('Enter');
  await untilPreview(page, false);
  await untilText(page, before);
  await closeAnd(page, "Don't Save");
}

async function survivesReload(/** @type {Page} */ page) {
  const before = await generateInFunction(page);
  const generated = await textOf(page);
  await page.waitForTimeout(BACKED_UP_MS);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.locator('.tab', { hasText: file }).click({ timeout: 3 * WAIT_MS });
  await untilPreview(page, true);
  assert.equal(await textOf(page), generated);
  await takeScreenshot(page, 'generate-reloaded');
  await discard(page, before);
  await closeAnd(page, "Don't Save");
}

async function staysWhenCancelled(/** @type {Page} */ page) {
  const before = await generateInFunction(page);
  await closeAnd(page, 'Cancel');
  await focus(page);
  await untilPreview(page, true);
  await discard(page, before);
  await closeAnd(page, "Don't Save");
}

async function goesUnsaved(/** @type {Page} */ page) {
  await generateInFunction(page);
  await closeAnd(page, "Don't Save");
  await untilPreview(page, false);
  await openFile(page);
  assert(!(await textOf(page)).includes(header));
  await untilPreview(page, false);
}

async function returnsWhenSaved(/** @type {Page} */ page) {
  const before = await generateInFunction(page);
  await closeAnd(page, 'Save');
  const toast = page.locator('.notification-toast', { hasText: `${file} was saved with generated text` });
  await toast.waitFor({ timeout: WAIT_MS });
  await takeScreenshot(page, 'generate-closed');
  await toast.locator('.monaco-button', { hasText: 'Open File' }).click({ timeout: WAIT_MS });
  await untilPreview(page, true);
  await discard(page, before);
}

/** Begins a function at the top of the file and generates its body; resolves to the text before. */
async function generateInFunction(/** @type {Page} */ page) {
  await openFile(page);
  for (const key of ['Control+Home', 'Enter', 'ArrowUp']) await page.keyboard.press(key);
  await page.keyboard.type(header);
  // Ghost text and the list of suggestions.
  for (let n = 0; n < 2; n++) await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await until(async () => (await textOf(page)).includes(`${header}\n`), 'the empty body');
  const before = await textOf(page);
  await page.keyboard.press('Alt+Enter');
  await untilPreview(page, true);
  return before;
}

async function openFile(/** @type {Page} */ page) {
  const tab = page.locator('.tab', { hasText: file });
  if ((await tab.count()) > 0) await tab.click({ timeout: WAIT_MS });
  else await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick({ timeout: WAIT_MS });
  await page.locator('.tab.active', { hasText: file }).waitFor({ timeout: WAIT_MS });
  await page.locator('.editor-group-container.active .view-line').first().waitFor({ timeout: WAIT_MS });
  await focus(page);
}

/** Closes the editor and answers VS Code's question. */
async function closeAnd(/** @type {Page} */ page, /** @type {string} */ answer) {
  await page.locator('.tab.active .codicon-close, .tab.active .action-label').first().click({ timeout: WAIT_MS });
  // "Don't Save" contains "Save".
  const button = page.locator('.monaco-dialog-box .monaco-button', { hasText: new RegExp(`^${answer}$`) });
  await button.click({ timeout: WAIT_MS });
  if (answer !== 'Cancel')
    await page.locator('.tab', { hasText: file }).waitFor({ state: 'detached', timeout: WAIT_MS });
}

async function discard(/** @type {Page} */ page, /** @type {string} */ before) {
  await focus(page);
  // The end of the text may be anywhere, its first line is below the function's.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await escapeUntil(page, async () => (await previews(page)) === 0);
  await untilText(page, before);
}

async function escapeUntil(/** @type {Page} */ page, /** @type {() => Promise<boolean>} */ condition) {
  await until(async () => {
    if (await condition()) return true;
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
    return condition();
  }, 'what Escape does');
}

const focus = (/** @type {Page} */ page) => actions.focusEditor?.(page, {});
const previews = (/** @type {Page} */ page) => page.locator('.codelens-decoration', { hasText: 'Accept' }).count();
const dialogs = (/** @type {Page} */ page) => page.locator('.monaco-dialog-box').count();

/** The document's lines that are drawn, without whitespace at their ends. Ghost text may come to an empty line at any time. */
const textOf = async (/** @type {Page} */ page) => (await drawnText(page)).replace(/ +$/gm, '');

const untilText = (/** @type {Page} */ page, /** @type {string} */ text) =>
  until(async () => (await textOf(page)) === text, `the text ${JSON.stringify(text.slice(0, 200))}`);

/** Waits until the line above a preview is there, or gone. */
async function untilPreview(/** @type {Page} */ page, /** @type {boolean} */ isThere) {
  await until(async () => (await previews(page)) > 0 === isThere, `a preview: ${isThere}`);
}

async function until(/** @type {() => Promise<boolean>} */ condition, /** @type {string} */ what) {
  const deadline = Date.now() + WAIT_MS;
  while (!(await condition())) {
    assert(Date.now() < deadline, `Not within ${WAIT_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export const runPreviewWindow = ({ say = console.log } = {}) =>
  runPageSuite(
    { title: 'a preview in a window', picture: 'preview-window', tests, openWindow: openSampleFile('queue.ts') },
    say,
  );
