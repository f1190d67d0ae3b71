/**
 * `npm run screenshots -- first-five-minutes`: the first minutes of a new user in pictures, with the packaged extension and
 * VS Code's own settings. The pictures are to be looked at; no page shows them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';
import { runFromPalette } from '../../test/harness/palette.mjs';
import { offlineSettings } from '../../test/harness/settings.mjs';
import { begin, ghost, inWindow, lens, row } from './window.mjs';

/** @typedef {import('playwright-core').Page} Page */

const size = { width: 1280, height: 800 };
const narrow = { width: 800, height: 800 };
const wide = { width: 1600, height: 900 };

const step = (/** @type {Page} */ page, /** @type {string} */ title) =>
  page.locator('.getting-started-step .step-title', { hasText: title }).click();
const button = (/** @type {Page} */ page, /** @type {string} */ title) =>
  page.locator('.getting-started-step.expanded .monaco-button', { hasText: title }).first();
const toast = (/** @type {Page} */ page, /** @type {string} */ text) =>
  page.locator('.notification-toast', { hasText: text }).first();

/** Back to the walkthrough, on one of its steps. */
async function walkthrough(/** @type {Page} */ page, /** @type {string} */ title) {
  await runFromPalette(page, 'Inkling: Open Walkthrough');
  await step(page, title);
}

/** What the user does, in order; a picture is taken after each. @type {[name: string, (page: Page) => Promise<void>][]} */
const steps = [
  ['welcome', (page) => button(page, 'Try in a Sample File').waitFor({ timeout: 60_000 })],
  [
    'welcome-wide',
    async (page) => {
      await page.setViewportSize(wide);
      await page.keyboard.press('Control+b');
      await page.locator('.getting-started-media img').first().waitFor();
    },
  ],
  [
    'welcome-narrow',
    async (page) => {
      await page.keyboard.press('Control+b');
      await page.setViewportSize(narrow);
      await button(page, 'Try in a Sample File').waitFor();
    },
  ],
  [
    'sample',
    async (page) => {
      await page.setViewportSize(size);
      await button(page, 'Try in a Sample File').click();
      await ghost(page);
    },
  ],
  ['sample-accepted', (page) => page.keyboard.press('Tab')],
  [
    'alternatives',
    async (page) => {
      await walkthrough(page, 'Accept one word, or see alternatives');
      await button(page, 'Suggest in a Sample File').click();
      await ghost(page);
      await page.keyboard.press('Alt+BracketRight');
      await page.locator('[class*="ghost-text"]').first().hover();
      await page.locator('.inlineSuggestionsHints', { hasText: '2/3' }).waitFor();
    },
  ],
  ['one-word', (page) => page.keyboard.press('Control+ArrowRight')],
  [
    'menu',
    async (page) => {
      await walkthrough(page, 'Understand and customize');
      await button(page, 'Show Menu').click();
      await row(page, 'Choose model').waitFor();
    },
  ],
  [
    'models',
    async (page) => {
      await page.keyboard.press('Escape');
      await button(page, 'Choose Model').click();
      await row(page, 'Built-in model').waitFor();
    },
  ],
  [
    'lens',
    async (page) => {
      await page.keyboard.press('Escape');
      await button(page, 'Explain Suggestion').click();
      await lens(page).locator('.distribution tr[data-id]').first().waitFor();
    },
  ],
  [
    'own-file',
    async (page) => {
      // The lens, without a question about the samples.
      await runFromPalette(page, 'View: Revert and Close Editor');
      await page.locator('.tab', { hasText: 'queue.ts' }).click();
      await begin(page, 'for (const ');
      await ghost(page);
    },
  ],
  ['own-file-accepted', (page) => page.keyboard.press('Tab')],
  [
    'generate',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Alt+Enter');
      await page.locator('.codelens-decoration', { hasText: 'Accept' }).waitFor();
    },
  ],
  [
    'generate-discarded',
    async (page) => {
      await page.keyboard.press('Escape');
    },
  ],
  [
    'turned-off',
    async (page) => {
      await runFromPalette(page, 'Inkling: Turn On or Off');
      await toast(page, 'Inkling is off.').waitFor();
    },
  ],
  [
    'restarted',
    async (page) => {
      await toast(page, 'Inkling is off.').locator('.monaco-button', { hasText: 'Turn On' }).click();
      await runFromPalette(page, 'Inkling: Restart Engine');
      await toast(page, 'The engine was restarted').waitFor();
    },
  ],
  ['statistics', async (page) => runFromPalette(page, 'Inkling: Show Statistics')],
  [
    'report',
    async (page) => {
      await runFromPalette(page, 'Inkling: Report Issue');
      await page.locator('.codelens-decoration', { hasText: 'Copy Report' }).waitFor();
    },
  ],
  ['settings', (page) => openSettings(page, 'Suggestions')],
  ['settings-privacy', (page) => page.locator('.settings-toc-entry', { hasText: 'Privacy and Workspace' }).click()],
  ['settings-sampling', (page) => page.locator('.settings-toc-entry', { hasText: 'Sampling' }).click()],
  [
    'settings-model',
    async (page) => {
      // Those of the machine: in a remote window they have a tab of their own.
      await page.locator('.settings-tabs-widget .action-label', { hasText: 'Remote' }).first().click();
      await page.locator('.settings-toc-entry', { hasText: 'Model' }).first().click();
    },
  ],
];

async function openSettings(/** @type {Page} */ page, /** @type {string} */ section) {
  await runFromPalette(page, 'Preferences: Open Settings (UI)');
  await page.keyboard.type('@ext:inkling.inkling');
  await page.locator('.settings-toc-entry', { hasText: section }).click();
}

/** The folder of the packaged extension, which is packaged first if it is not there. */
function packagedExtension() {
  const { INKLING_EXTENSION_DIR: named } = process.env;
  if (named) return named;
  const dir = path.join(repoRoot, 'out', 'package', `${process.platform}-${process.arch}`);
  const { status } = spawnSync(process.execPath, [path.join('scripts', 'package.mjs')], {
    cwd: repoRoot,
    stdio: 'inherit',
  });
  if (status !== 0 || !existsSync(dir)) throw new Error('Packaging failed: see above.');
  return dir;
}

/** Takes all pictures, in both themes. */
export async function firstFiveMinutes() {
  const extensionDirs = [packagedExtension()];
  for (const theme of /** @type {const} */ (['dark', 'light'])) {
    const folder = path.join(repoRoot, 'out', 'first-five-minutes', theme);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const colorTheme = theme === 'light' ? 'Default Light Modern' : 'Default Dark Modern';
    const server = { extensionDirs, baseSettings: { ...offlineSettings, 'workbench.colorTheme': colorTheme } };
    await inWindow({ name: 'first-five-minutes', theme, size, server }, async (page) => {
      for (const [i, [name, act]] of steps.entries()) {
        await act(page);
        // Until what the step has changed is drawn.
        await page.waitForTimeout(600);
        const file = path.join(folder, `${String(i + 1).padStart(2, '0')}-${name}.png`);
        writeFileSync(file, await page.screenshot());
        console.log(path.relative(repoRoot, file));
      }
    });
  }
}
