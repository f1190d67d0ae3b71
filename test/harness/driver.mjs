/**
 * A loopback HTTP server by which a suite inside the extension host presses real keys in the page around it, and reports
 * its results: an extension host in a browser has neither files nor an environment.
 */
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { actions } from './driverActions.mjs';

/**
 * @typedef {object} Driver
 * @property {string} address base of every request; hand it to the suite as INKLING_TEST_DRIVER
 * @property {(page: import('playwright-core').Page) => void} attach
 * @property {() => import('./results.mjs').Results | undefined} reported the suite's results, once it has reported them
 * @property {() => Promise<void>} dispose
 */

/**
 * Starts listening at once, because the server that inherits the address starts before there is a page. Requests wait
 * until attach() brings one; where that page came from (a browser, a desktop VS Code) does not matter.
 * @returns {Promise<Driver>}
 */
export async function startDriver() {
  /** @type {(page: import('playwright-core').Page) => void} */
  let attach = () => {};
  /** @type {Promise<import('playwright-core').Page>} */
  const attached = new Promise((resolve) => (attach = resolve));
  // Any page in a browser of this machine can post to a loopback port: only who knows the path is obeyed.
  const secret = `/${randomBytes(12).toString('hex')}`;
  // One at a time and in the order of arrival, as a keyboard would.
  let queue = Promise.resolve();
  /** @type {import('./results.mjs').Results | undefined} */
  let results;

  /** @type {Record<string, (body: any) => Promise<unknown>>} */
  const known = {
    ...Object.fromEntries(
      Object.entries(actions).map(([name, act]) => [name, async (body) => act(await attached, body)]),
    ),
    results: async (body) => void (results = body),
  };

  const server = http.createServer((request, response) => {
    const reply = (/** @type {number} */ status, /** @type {unknown} */ body) => {
      // A suite in a browser's extension host has the workbench's origin.
      const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    const path = request.url ?? '';
    const action = path.startsWith(`${secret}/`) ? known[path.slice(secret.length + 1)] : undefined;
    if (request.method !== 'POST' || !action) return reply(404, { error: `No such action: ${path.split('/').pop()}` });
    queue = queue.then(async () => {
      try {
        reply(200, (await action(await readJson(request))) ?? {});
      } catch (error) {
        reply(500, { error: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}${secret}`,
    attach,
    reported: () => results,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(/** @type {http.IncomingMessage} */ request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}
