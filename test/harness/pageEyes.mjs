/** Reads from a page what a user sees in it, and waits for it. */
import assert from 'node:assert/strict';
import { readGhostText } from './ghostText.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 20_000;
const POLL_MS = 50;

/** The lines that are drawn, from top to bottom, without ghost text: the document's own. */
export function textOf(/** @type {Page} */ page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.editor-group-container.active .view-lines .view-line')]
      .map((line) => ({ top: Number.parseFloat(/** @type {HTMLElement} */ (line).style.top), line }))
      .sort((a, b) => a.top - b.top)
      .map(({ line }) => {
        const own = /** @type {Element} */ (line.cloneNode(true));
        for (const ghost of own.querySelectorAll('[class*="ghost-text"]')) ghost.remove();
        return (own.textContent ?? '').replaceAll('\u00a0', ' ');
      })
      .join('\n'),
  );
}

/**
 * @param {Page} page
 * @param {boolean} isThere whether to wait until ghost text comes or until it goes
 * @param {number} [timeoutMs]
 */
export async function untilGhost(page, isThere, timeoutMs) {
  let ghost = '';
  const read = async () => (ghost = await page.evaluate(readGhostText));
  await until(async () => ((await read()) !== '') === isThere, `ghost text: ${isThere}`, timeoutMs);
  return ghost;
}

/** Waits until the document has the text. */
export async function untilTyped(/** @type {Page} */ page, /** @type {string} */ text) {
  await until(async () => (await textOf(page)).includes(text), `${JSON.stringify(text)} in the document`);
}

/**
 * Asks again and again until a condition holds.
 * @param {() => Promise<boolean>} condition
 * @param {string} what
 * @param {number} [timeoutMs]
 */
export async function until(condition, what, timeoutMs = WAIT_MS) {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    assert(Date.now() < deadline, `Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
