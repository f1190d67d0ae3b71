/**
 * `npm run figures:web`: Inkling in the extension host of a browser. Prints the time from opening a page to its first
 * ghost text, the time from a key to ghost text once all is warm, and the memory and processor time of the page's process.
 *
 *   npm run figures:web [-- --pages N] [-- --keys N]
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workbenchUrl } from '../test/harness/address.mjs';
import { openPage } from '../test/harness/browser.mjs';
import { repoRoot } from '../test/harness/edition.mjs';
import { orExit } from '../test/harness/errors.mjs';
import { ensureInstalled, ensureProjectInstalled } from '../test/harness/install.mjs';
import { exitOnSignals } from '../test/harness/processes.mjs';
import { copySampleWorkspace } from '../test/harness/sampleWorkspace.mjs';
import { quietSettings } from '../test/harness/settings.mjs';
import { startServer } from '../test/harness/server.mjs';
import { temporaryDir } from '../test/harness/temporary.mjs';
import { stageWebExtension } from './package/stage.mjs';
import { firstGhostMs, keyToGhostMs } from './figures/typing.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '3' }, keys: { type: 'string', default: '40' } },
});

/** The page's process: its processor time, and on Linux its memory. */
async function rendererOf(/** @type {Page} */ page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sized = renderers.map(({ id, cpuTime }) => ({ cpuSeconds: cpuTime, ...memoryOf(id) }));
  // A webview's process and a spare one are small.
  return sized.reduce((largest, other) => (other.mb > largest.mb ? other : largest));
}

/** Resident memory of a process in MB, now and at its peak. */
function memoryOf(/** @type {number} */ pid) {
  if (process.platform !== 'linux') return { mb: Number.NaN, peakMb: Number.NaN };
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (/** @type {string} */ name) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
  return { mb: mb('VmRSS'), peakMb: mb('VmHWM') };
}

/** The suggest widget hides ghost text that does not extend its entry. */
const settings = { 'editor.suggestOnTriggerCharacters': false, 'editor.quickSuggestions': { other: 'off' } };

/** Opens the sample file in a new profile and lets a function use the page. */
async function inPage(
  /** @type {string[]} */ extensionDirs,
  /** @type {(page: Page, openedMs: number) => Promise<void>} */ use,
) {
  const sample = copySampleWorkspace();
  const server = await startServer({ extensionDirs, baseSettings: { ...quietSettings(), ...settings } });
  try {
    const openFile = path.join(sample.dir, 'src', 'queue.ts');
    const openedMs = performance.now();
    const { page, dispose } = await openPage(workbenchUrl({ server, workspaceFolder: sample.dir, openFile }));
    try {
      await use(page, openedMs);
    } finally {
      await dispose();
    }
  } finally {
    await server.dispose();
    sample.dispose();
  }
}

/** The value below which a share of the values is. */
function quantile(/** @type {number[]} */ all, /** @type {number} */ share) {
  const sorted = [...all].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
}

exitOnSignals();
await orExit(ensureProjectInstalled());
await orExit(ensureInstalled());
if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repoRoot, stdio: 'inherit' }).status !== 0) process.exit(1);
const staged = temporaryDir('inkling-web-');
stageWebExtension(staged.dir);

/** @type {number[]} */
const first = [];
for (let n = 1; n <= Number(values.pages); n++) {
  await inPage([staged.dir], async (page, openedMs) => {
    first.push(await firstGhostMs(page, openedMs));
    console.log(`page ${n}: first ghost text ${Math.round(first.at(-1) ?? 0)} ms after the page was opened`);
    if (n < Number(values.pages)) return;
    const { times, asked } = await keyToGhostMs(page, Number(values.keys));
    console.log(
      `key to ghost text: p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms (${times.length} of ${asked} keys had a suggestion)`,
    );
    const used = await rendererOf(page);
    console.log(
      `page's process: ${used.mb} MB, peak ${used.peakMb} MB, ${used.cpuSeconds.toFixed(1)} s of processor time`,
    );
  });
}
await inPage([], async (page) => {
  await page.waitForTimeout(5_000);
  console.log(`without Inkling: ${(await rendererOf(page)).mb} MB`);
});
console.log(`first ghost text: median ${quantile(first, 0.5)} ms of ${first.length} pages`);
staged.dispose();
