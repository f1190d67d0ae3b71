/** The driver's actions on a page: one function per request, each of them something that a user can do or see. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './edition.mjs';
import { readGhostText } from './ghostText.mjs';
import { lowContrasts, overflowing } from './legibility.mjs';

/** @typedef {import('playwright-core').Page} Page */

const screenshotsDir = path.join(repoRoot, 'out', 'screenshots');
const CLICK_TIMEOUT_MS = 10_000;
const FOCUS_ATTEMPTS = 20;
const FOCUS_SETTLES_MS = 150;

/** @type {Record<string, (page: Page, body: any) => Promise<unknown>>} */
export const actions = {
  press: (page, { key }) => page.keyboard.press(keyName(key)),
  type: (page, { text, delayMs = 0 }) => page.keyboard.type(text, { delay: delayMs }),
  ghost: async (page) => ({ text: await page.evaluate(readGhostText) }),
  click: (page, target) => find(page, target).click({ timeout: CLICK_TIMEOUT_MS }),
  hover: (page, target) => find(page, target).hover({ timeout: CLICK_TIMEOUT_MS }),
  resize: (page, size) => page.setViewportSize(size),
  screenshot: async (page, { name }) => ({ file: await takeScreenshot(page, name) }),
  texts: async (page, { selector, attribute, isWebview }) => {
    const read = where(page, isWebview)
      .locator(selector)
      .evaluateAll(textsOf, attribute ?? null);
    // A webview's page that is reloaded is gone for a moment.
    const isGone = (/** @type {Error} */ error) =>
      isWebview && /Frame was detached|context was destroyed/.test(error.message);
    return { texts: await read.catch((/** @type {Error} */ error) => (isGone(error) ? [] : Promise.reject(error))) };
  },
  lowContrasts: async (page, { minRatio }) => ({
    texts: await where(page, true).locator('body').evaluate(lowContrasts, minRatio),
  }),
  overflowing: async (page) => ({ elements: await where(page, true).locator('body').evaluate(overflowing) }),
  focusEditor: async (page) => {
    for (let attempt = 0; attempt < FOCUS_ATTEMPTS; attempt++) {
      if (!(await page.evaluate(focusActiveEditor))) {
        throw new Error('There is no text editor to focus: open a document first.');
      }
      // The workbench moves the focus around for a moment after it opened or closed something.
      await page.waitForTimeout(FOCUS_SETTLES_MS);
      if (await page.evaluate(isEditorFocused)) return;
    }
    throw new Error('The text editor does not keep the keyboard.');
  },
};

/**
 * The workbench, or the page of the webview that is open in it: a frame in a frame, with its own origin.
 * @param {Page} page
 * @param {boolean} [isWebview]
 */
function where(page, isWebview) {
  return isWebview ? page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame') : page;
}

/**
 * The first element that a selector finds, or the first with a text, or the first to satisfy both.
 * @param {Page} page
 * @param {{selector?: string, text?: string, isWebview?: boolean}} target
 */
function find(page, { selector, text, isWebview }) {
  const place = where(page, isWebview);
  return (selector ? place.locator(selector, text ? { hasText: text } : {}) : place.getByText(text)).first();
}

/**
 * Runs in the page.
 * @param {Element[]} elements
 * @param {string | null} attribute to be read instead of the text
 */
function textsOf(elements, attribute) {
  const read = (/** @type {Element} */ element) => (attribute ? element.getAttribute(attribute) : element.textContent);
  return elements.map((element) => (read(element) ?? '').replaceAll('\u00a0', ' '));
}

/**
 * Saves a picture of the page below out/screenshots/ and returns its path.
 * @param {Page} page
 * @param {string} name without the extension
 */
export async function takeScreenshot(page, name) {
  const file = path.join(screenshotsDir, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
  return file;
}

/**
 * Playwright reads `Control+Z` as the capital letter, which no keybinding means: without Shift, a letter is a small one.
 * @param {string} key
 */
export function keyName(key) {
  const parts = key.split('+');
  const last = parts.at(-1) ?? '';
  const capital = /^[A-Z]$/.test(last) && parts.length > 1 && !parts.includes('Shift');
  return [...parts.slice(0, -1), capital ? last.toLowerCase() : last].join('+');
}

/** Runs in the page: gives the active group's text editor the keyboard; whether there is one. */
function focusActiveEditor() {
  const inputs = '.monaco-editor .native-edit-context, .monaco-editor textarea.inputarea';
  const active = document.querySelector('.editor-group-container.active');
  const input = /** @type {HTMLElement | null} */ (active?.querySelector(inputs) ?? null);
  if (document.activeElement !== input) input?.focus();
  return input !== null;
}

/** Runs in the page. */
function isEditorFocused() {
  return document.activeElement?.matches('.native-edit-context, textarea.inputarea') ?? false;
}
