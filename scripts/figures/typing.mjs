/** Types in a page and measures in it when ghost text is drawn. */
import { actions } from '../../test/harness/driverActions.mjs';
import { readGhostText } from '../../test/harness/ghostText.mjs';

/** @typedef {import('playwright-core').Page} Page */

const GIVES_UP_MS = 60_000;
/** Between two tries to get a first suggestion: typing does not wait for an extension that is still loading. */
const RETRY_MS = 500;
const POLL_MS = 20;
/** A key without a suggestion by then has none. */
const KEY_WAIT_MS = 3_000;
const SETTLES_MS = 300;

/** The line of the sample file that ends with the braces between which to type. */
const emptyMethod = 'forEach(callback: (item: T) => void): void {}';

/** Types as soon as the editor is there, and again until there is ghost text. @returns milliseconds since `openedMs`. */
export async function firstGhostMs(/** @type {Page} */ page, /** @type {number} */ openedMs) {
  await page.locator('.view-line', { hasText: emptyMethod }).click({ timeout: GIVES_UP_MS });
  for (const key of ['End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type('for (const ', { delay: 40 });
  for (let typedMs = performance.now(); ; await page.waitForTimeout(POLL_MS)) {
    if ((await page.evaluate(readGhostText)) !== '') return performance.now() - openedMs;
    const nowMs = performance.now();
    if (nowMs - openedMs > GIVES_UP_MS) throw new Error(`No ghost text within ${GIVES_UP_MS} ms.`);
    if (nowMs - typedMs < RETRY_MS) continue;
    typedMs = nowMs;
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Space');
  }
}

/**
 * Writes line after line, each with a name that was not there before, and measures from the last key of each to its
 * ghost text.
 */
export async function keyToGhostMs(/** @type {Page} */ page, /** @type {number} */ asked) {
  /** @type {number[]} */
  const times = [];
  await actions.focusEditor?.(page, {});
  for (let n = 0; n < asked; n++) {
    for (const key of ['Escape', 'Escape', 'End', 'Enter']) await page.keyboard.press(key);
    await page.keyboard.type(`const part${n} = this.items`, { delay: 40 });
    await page.waitForTimeout(SETTLES_MS);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(SETTLES_MS);
    const drawn = page.evaluate(`(${ghostAfterKey})(${readGhostText}, ${KEY_WAIT_MS})`);
    await page.keyboard.press('.');
    const ms = await drawn;
    if (ms !== null) times.push(ms);
  }
  return { times, asked };
}

/**
 * Runs in the page: milliseconds from the next key to the first frame with ghost text; null if there is none in time.
 * @param {() => string} readGhost
 * @param {number} waitMs
 * @returns {Promise<number | null>}
 */
function ghostAfterKey(readGhost, waitMs) {
  return new Promise((resolve) => {
    const giveUp = globalThis.setTimeout(() => resolve(null), waitMs);
    const onKey = (/** @type {Event} */ event) => {
      const look = () => {
        if (readGhost() === '') return void globalThis.requestAnimationFrame(look);
        globalThis.clearTimeout(giveUp);
        resolve(performance.now() - event.timeStamp);
      };
      globalThis.requestAnimationFrame(look);
    };
    document.addEventListener('keydown', onKey, { capture: true, once: true });
  });
}
