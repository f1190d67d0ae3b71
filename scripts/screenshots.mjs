/**
 * `npm run screenshots`: the README's and the walkthrough's pictures, taken of a real VS Code with real keys; `-- NAME …`
 * takes some of them. `-- first-five-minutes` takes those of a new user's first minutes, into `out`. That of a server is
 * taken where `INKLING_SERVER` is the address of one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../test/harness/edition.mjs';
import { orExit } from '../test/harness/errors.mjs';
import { ensureInstalled, ensureProjectInstalled } from '../test/harness/install.mjs';
import { runFromPalette } from '../test/harness/palette.mjs';
import { exitOnSignals } from '../test/harness/processes.mjs';
import { temporaryDir } from '../test/harness/temporary.mjs';
import { stageWebExtension } from './package/stage.mjs';
import { firstFiveMinutes } from './screenshots/firstFiveMinutes.mjs';
import { withPalette } from './screenshots/palettePng.mjs';
import { begin, ghost, inWindow, lens } from './screenshots/window.mjs';

/** @typedef {import('playwright-core').Page} Page */

const folders = {
  pictures: path.join(repoRoot, 'docs', 'pictures'),
  walkthrough: path.join(repoRoot, 'media', 'walkthrough'),
};
const serverAddress = process.env.INKLING_SERVER;
const sizes = { pictures: { width: 1000, height: 640 }, walkthrough: { width: 720, height: 440 } };
const settings = {
  'workbench.activityBar.location': 'hidden',
  'workbench.sideBar.location': 'right',
  'editor.minimap.enabled': false,
  'editor.suggestOnTriggerCharacters': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.parameterHints.enabled': false,
  // Code that is being typed is underlined in red until it is complete, whatever suggests the rest.
  'typescript.validate.enable': false,
  // The same text in the picture each time it is taken.
  'inkling.seed': 7,
  'inkling.temperature': 0.4,
};

async function generateAfter(/** @type {Page} */ page, /** @type {string} */ typed) {
  await begin(page, typed);
  await runFromPalette(page, 'Inkling: Generate');
  await page.locator('.codelens-decoration', { hasText: 'Accept' }).waitFor();
}

/** Opens the lens on a suggestion in a window that has room for both. */
async function showWhy(/** @type {Page} */ page) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await begin(page, 'for (const item of ');
  await ghost(page);
  await runFromPalette(page, 'Inkling: Explain Suggestion');
  await lens(page).locator('.distribution tr[data-id]').first().waitFor();
}

/** Connects to a server as a user does, and shows what it suggests. */
async function connected(/** @type {Page} */ page, /** @type {string} */ address) {
  await runFromPalette(page, 'Inkling: Connect to Server');
  await page.locator('.quick-input-widget .quick-input-message', { hasText: 'Address of a server' }).waitFor();
  await page.keyboard.type(address);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Server only' }).click();
  await page.locator('.statusbar-item', { hasText: `Inkling (${address})` }).waitFor();
  await runFromPalette(page, 'Notifications: Clear All Notifications');
  await begin(page, 'for (let i = this.head; i < this.items.');
  // Whatever the model's confidence.
  await page.keyboard.press('Alt+Backslash');
  await ghost(page);
}

/** @type {Record<string, (page: Page) => Promise<void>>} */
const pictures = {
  async 'ghost-text'(page) {
    await begin(page, 'for (const ');
    await ghost(page);
  },
  async 'web-ghost-text'(page) {
    await pictures['ghost-text']?.(page);
  },
  async generate(page) {
    await generateAfter(page, 'for (const item of this.items.slice(this.head)) ');
  },
  async 'generate-compare'(page) {
    // Less is typed than for the other picture: the versions differ.
    await generateAfter(page, 'for (const item of ');
    await page.keyboard.press('Alt+Backslash');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    // The last of the texts, whose row is still one of others while they are written.
    await rows.filter({ hasText: 'beam search' }).filter({ hasText: '%' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('.diff-hidden-lines, .monaco-diff-editor .line-insert').first().waitFor();
  },
  async menu(page) {
    await page.locator('.statusbar-item[id*="inkling"]').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Generate' }).waitFor();
  },
  async models(page) {
    await runFromPalette(page, 'Inkling: Choose Model');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Qwen2.5-Coder 0.5B' }).waitFor();
  },
  async lens(page) {
    await showWhy(page);
    await lens(page).locator('.chip', { hasText: 'items' }).click();
    await lens(page).locator('.chip[aria-selected="true"]', { hasText: 'items' }).waitFor();
    // A chip's hover would cover the rest.
    await page.mouse.move(0, 0);
    for (const slider of ['temperature', 'topP']) await lens(page).locator(`#slider-${slider}`).press('End');
  },
  async 'web-lens'(page) {
    await pictures.lens?.(page);
  },
  async 'lens-beams'(page) {
    await showWhy(page);
    await lens(page).locator('#tab-strategies').click();
    await lens(page).locator('.tree .leaf').first().waitFor();
    await lens(page).locator('.tree').scrollIntoViewIfNeeded();
  },
  async 'lens-mask'(page) {
    await showWhy(page);
    await lens(page).locator('#tab-mask').click();
    await lens(page)
      .locator('.triangle')
      .hover({ position: { x: 40, y: 150 } });
  },
  ...(serverAddress ? { server: (/** @type {Page} */ page) => connected(page, serverAddress) } : {}),
  async walkthrough(page) {
    await page.keyboard.press('Control+b');
    await runFromPalette(page, 'Inkling: Open Walkthrough');
    await page.locator('.getting-started-media img').first().waitFor();
  },
  async statistics(page) {
    await begin(page, 'for (const ');
    await ghost(page);
    await page.keyboard.press('Tab');
    for (const keys of [Array.from({ length: 4 }, () => 'Control+ArrowRight'), []]) {
      await runFromPalette(page, 'Inkling: Try in a Sample File');
      await ghost(page);
      // As long as it takes to be seen.
      await page.waitForTimeout(500);
      for (const key of [...keys, 'Escape', 'ArrowUp']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
      }
    }
    await runFromPalette(page, 'Inkling: Show Statistics');
    // A partly accepted suggestion is counted a moment after it ends, and drawn a moment later.
    await page.waitForTimeout(4000);
  },
};

/** The editor without its surroundings: the walkthrough shows these pictures small. */
async function sample(/** @type {Page} */ page) {
  await page.keyboard.press('Control+b');
  await runFromPalette(page, 'View: Close All Editors');
  await runFromPalette(page, 'Inkling: Try in a Sample File');
  await ghost(page);
}

/** @type {Record<string, (page: Page) => Promise<void>>} */
const walkthrough = {
  'step-take': sample,
  async 'step-choose'(page) {
    await sample(page);
    await page.keyboard.press('Alt+BracketRight');
    await page.locator('[class*="ghost-text"]').first().hover();
    await page.locator('.inlineSuggestionsHints', { hasText: '2/3' }).waitFor();
  },
  async 'step-menu'(page) {
    await sample(page);
    await page.keyboard.press('Tab');
    await pictures.menu?.(page);
  },
};

/** The folder of the extension: in pictures of a browser's extension host, that of its package. */
function extensionFor(/** @type {string} */ picture) {
  if (!picture.startsWith('web-')) return repoRoot;
  if (!webExtension) {
    webExtension = temporaryDir('inkling-web-').dir;
    stageWebExtension(webExtension);
  }
  return webExtension;
}

/** @type {string | undefined} */
let webExtension;

/**
 * @param {keyof typeof folders} kind
 * @param {string} name
 * @param {'dark' | 'light'} theme
 */
async function take(kind, name, theme) {
  const draw = { pictures, walkthrough }[kind][name];
  const server = { userSettings: settings, extensionDirs: [extensionFor(name)] };
  await inWindow({ name, theme, size: sizes[kind], server }, async (page) => {
    await draw?.(page);
    const file = path.join(folders[kind], `${name}-${theme}.png`);
    writeFileSync(file, withPalette(await page.screenshot()));
    console.log(path.relative(repoRoot, file));
  });
}

exitOnSignals();
await orExit(ensureProjectInstalled());
await orExit(ensureInstalled());
if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repoRoot, stdio: 'inherit' }).status !== 0) process.exit(1);
const wanted = process.argv.slice(2);
if (wanted.includes('first-five-minutes')) await firstFiveMinutes();
for (const [kind, all] of /** @type {const} */ ([
  // One of the pictures shows the walkthrough with its own.
  ['walkthrough', walkthrough],
  ['pictures', pictures],
])) {
  mkdirSync(folders[kind], { recursive: true });
  for (const name of Object.keys(all).filter((each) => wanted.length === 0 || wanted.includes(each))) {
    for (const theme of /** @type {const} */ (['dark', 'light'])) await take(kind, name, theme);
  }
}
