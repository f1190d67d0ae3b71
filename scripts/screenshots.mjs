/**
 * `npm run screenshots`: the README's pictures, taken of a real VS Code with real keys; `-- NAME …` takes some of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { workbenchUrl } from '../test/harness/address.mjs';
import { openPage } from '../test/harness/browser.mjs';
import { repoRoot } from '../test/harness/edition.mjs';
import { ensureInstalled, ensureProjectInstalled } from '../test/harness/install.mjs';
import { exitOnSignals } from '../test/harness/processes.mjs';
import { copySampleWorkspace } from '../test/harness/sampleWorkspace.mjs';
import { startServer } from '../test/harness/server.mjs';

/** @typedef {import('playwright-core').Page} Page */

const folder = path.join(repoRoot, 'docs', 'pictures');
const settings = {
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
  'editor.minimap.enabled': false,
  'editor.suggestOnTriggerCharacters': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.parameterHints.enabled': false,
  // The same text in the picture each time it is taken.
  'inkling.seed': 7,
  'inkling.temperature': 0.4,
};

/** Puts the cursor between the braces of the sample's unfinished method and begins its body. */
async function begin(/** @type {Page} */ page, /** @type {string} */ typed) {
  // Lines out of sight are not in the page.
  await page.locator('.view-line').first().click();
  await page.keyboard.press('Control+End');
  await page.locator('.view-line', { hasText: 'forEach(callback: (item: T) => void): void {}' }).click();
  for (const key of ['End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type(typed, { delay: 40 });
}

async function run(/** @type {Page} */ page, /** @type {string} */ command) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor();
  await page.keyboard.type(command);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first().waitFor();
  await page.keyboard.press('Enter');
}

const ghost = (/** @type {Page} */ page) => page.locator('[class*="ghost-text"]').first().waitFor();

const lens = (/** @type {Page} */ page) =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** Opens the lens on a suggestion in a window that has room for both. */
async function showWhy(/** @type {Page} */ page) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await begin(page, 'for (const item of ');
  await ghost(page);
  await run(page, 'Inkling: Show Why');
  await lens(page).locator('.distribution tr[data-id]').first().waitFor();
}

/** @type {Record<string, (page: Page) => Promise<void>>} */
const pictures = {
  async 'ghost-text'(page) {
    await begin(page, 'for (const ');
    await ghost(page);
  },
  async generate(page) {
    await begin(page, 'for (const item of ');
    await run(page, 'Inkling: Generate');
    await page.locator('.codelens-decoration', { hasText: 'Accept' }).waitFor();
  },
  async 'generate-compare'(page) {
    await pictures.generate?.(page);
    await page.keyboard.press('Alt+Backslash');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    // The last of the texts, whose row is still one of others while they are written.
    await rows.filter({ hasText: 'beam search' }).filter({ hasText: '%' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.diff-hidden-lines, .monaco-diff-editor .line-insert').first().waitFor();
  },
  async menu(page) {
    await page.locator('.statusbar-item[id*="inkling"]').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Generate' }).waitFor();
  },
  async lens(page) {
    await showWhy(page);
    await lens(page).locator('.chip', { hasText: 'items' }).click();
    await lens(page).locator('#step-title', { hasText: 'Token 3' }).waitFor();
    for (const [slider, key] of [
      ['temperature', 'End'],
      ['topP', 'End'],
    ]) {
      await lens(page).locator(`#slider-${slider}`).press(key);
    }
  },
  async 'lens-beams'(page) {
    await showWhy(page);
    await lens(page).locator('#tab-strategies').click();
    await lens(page).locator('.tree .leaf').first().waitFor();
  },
  async 'lens-mask'(page) {
    await showWhy(page);
    await lens(page).locator('#tab-mask').click();
    await lens(page)
      .locator('.triangle')
      .hover({ position: { x: 40, y: 150 } });
  },
};

async function take(/** @type {string} */ name, /** @type {'dark' | 'light'} */ theme) {
  const sample = copySampleWorkspace();
  const server = await startServer({ theme, userSettings: settings, extensionDirs: [repoRoot] });
  try {
    const openFile = path.join(sample.dir, 'src', 'queue.ts');
    const url = workbenchUrl({ server, workspaceFolder: sample.dir, openFile });
    const { page, dispose } = await openPage(url, { theme, width: 1000, height: 640, deviceScaleFactor: 2 });
    try {
      await page.locator('.statusbar-item[id*="inkling"]').waitFor({ timeout: 60_000 });
      await pictures[name]?.(page);
      const file = path.join(folder, `${name}-${theme}.png`);
      await page.screenshot({ path: file });
      console.log(path.relative(repoRoot, file));
    } finally {
      await dispose();
    }
  } finally {
    await server.dispose();
    sample.dispose();
  }
}

exitOnSignals();
await ensureProjectInstalled();
await ensureInstalled();
if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repoRoot, stdio: 'inherit' }).status !== 0) process.exit(1);
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const theme of /** @type {const} */ (['dark', 'light'])) {
  for (const name of wanted.length > 0 ? wanted : Object.keys(pictures)) await take(name, theme);
}
