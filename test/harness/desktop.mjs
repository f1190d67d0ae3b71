/** The page of a desktop VS Code, reached through its debugging port. */
import net from 'node:net';
import { requireInstalled } from './edition.mjs';

const CONNECT_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** A port that was free a moment ago; Electron, unlike the server, cannot be asked which one it took. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Waits for the workbench's window and resolves to its page; dispose() lets go of it and leaves VS Code running.
 * @param {number} port the `--remote-debugging-port`
 * @returns {Promise<{page: import('playwright-core').Page, dispose(): Promise<void>}>}
 */
export async function connectToDesktop(port) {
  const { chromium } = requireInstalled('playwright-core');
  const deadline = Date.now() + CONNECT_TIMEOUT_MS;
  const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));
  while (!(await answers(port))) {
    if (Date.now() > deadline)
      throw new Error(`VS Code opened no debugging port within ${CONNECT_TIMEOUT_MS / 1000} s.`);
    await pause();
  }
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  while (Date.now() < deadline) {
    /** @type {import('playwright-core').Page[]} */
    const pages = browser
      .contexts()
      .flatMap((/** @type {import('playwright-core').BrowserContext} */ context) => context.pages());
    const page = pages.find((candidate) => candidate.url().includes('workbench.html'));
    if (page) return { page, dispose: () => browser.close() };
    await pause();
  }
  await browser.close();
  throw new Error(`VS Code showed no workbench within ${CONNECT_TIMEOUT_MS / 1000} s.`);
}

async function answers(/** @type {number} */ port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/json/version`)).ok;
  } catch {
    // Refused until Electron listens: that is the answer.
    return false;
  }
}
