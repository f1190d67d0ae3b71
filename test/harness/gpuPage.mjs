/**
 * The engine of browsers with a GPU: in a page without an editor, since no more is needed, with the adapter that Chromium
 * has for machines without one. It computes on the processor, far slower than WebAssembly: only its answers are tested.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { browserLaunchOptions } from './chromium.mjs';
import { repoRoot, requireInstalled } from './edition.mjs';
import { until } from './pageEyes.mjs';
import { chosenTests, runTests } from './pageSuite.mjs';
import { emptyResults } from './results.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{load(gpu: boolean): Promise<void>, complete(prefix: string): Promise<string>, told(): [string, string | undefined][], problems(): string[]}} InPage */

const FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];
const IDLE_TIMEOUT_MS = 30_000;
/** The trial takes ten to twenty runs of some seconds each. */
const MOVE_TIMEOUT_MS = 300_000;
const prefix = 'export function sumOf(a: number, b: number): number {\n  return a';
const otherPrefix = 'for (let i = 0; i < items.len';

/** @param {Page} page @param {keyof InPage} name @param {unknown[]} args */
const call = (page, name, ...args) =>
  /** @type {Promise<any>} */ (page.evaluate(`inklingPage.${name}(...${JSON.stringify(args)})`));

/** @returns {Promise<string>} */
const complete = (/** @type {Page} */ page, text = prefix) => call(page, 'complete', text);

/** Waits until the engine has told the runtime again, and returns that. */
async function nextTold(/** @type {Page} */ page, /** @type {number} */ count, /** @type {number} */ timeoutMs) {
  await until(async () => (await call(page, 'told')).length >= count, `${count} runtimes told`, timeoutMs);
  return (await call(page, 'told'))[count - 1];
}

async function staysOnProcessor(/** @type {Page} */ page) {
  await call(page, 'load', false);
  await complete(page);
  assert.deepEqual(await nextTold(page, 1, IDLE_TIMEOUT_MS), ['wasm', 'no GPU']);
}

async function answersTheSame(/** @type {Page} */ page) {
  await call(page, 'load', true);
  const expected = await complete(page);
  assert(expected.trim(), `The processor answered ${JSON.stringify(expected)}.`);
  const [runtime, because] = await nextTold(page, 1, MOVE_TIMEOUT_MS);
  assert.equal(runtime, 'webgpu', because);
  assert.equal(await complete(page), expected);
  assert.equal((await call(page, 'told')).length, 1, 'It went back.');
}

async function goesBack(/** @type {Page} */ page) {
  const session = await page.context().browser().newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
  await session.detach();
  // What it has answered before needs no GPU.
  const text = await complete(page, otherPrefix);
  assert.equal((await nextTold(page, 2, IDLE_TIMEOUT_MS))[0], 'wasm');
  assert.deepEqual(await call(page, 'problems'), []);
  await call(page, 'load', false);
  assert.equal(text, await complete(page, otherPrefix));
  assert(text.trim(), `It answered ${JSON.stringify(text)}.`);
}

/** @type {[string, (page: Page) => Promise<void>][]} */
const tests = [
  ['stays on the processor when only a processor acts as a GPU', staysOnProcessor],
  ['answers on a GPU as on the processor', answersTheSame],
  ['goes back to the processor when the GPU fails', goesBack],
];

const PAGE = '<!doctype html><script src="out/test/web/gpuPage.js"></script>';
const SERVED = /^\/(?:dist\/web|model|out\/test\/web)\/[\w./-]+$/;

/** The page, the built files and the model, on loopback. */
async function serve() {
  const server = http.createServer(({ url = '/' }, response) => {
    try {
      const isFile = SERVED.test(url) && !url.includes('..');
      const body = isFile ? readFileSync(path.join(repoRoot, url)) : PAGE;
      response.writeHead(200, { 'content-type': isFile ? 'text/javascript' : 'text/html' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runGpuPage({ say = console.log } = {}) {
  const suite = 'the engine of browsers with a GPU';
  const results = emptyResults();
  const chosen = chosenTests(suite, tests);
  if (chosen.length === 0) return results;
  say(`  ${suite}`);
  const server = await serve();
  const { chromium } = requireInstalled('playwright-core');
  const browser = await chromium.launch({ headless: true, args: FLAGS, ...browserLaunchOptions() });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await runTests(page, { suite, picture: 'gpu-page', tests: chosen, results }, say);
  } finally {
    await browser.close();
    server.close();
  }
  return results;
}
