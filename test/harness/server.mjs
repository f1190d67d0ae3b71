/** VS Code's compiled server as a child process: started on a free port with its own data folder. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { currentEdition, nodeBinary, serverRoot } from './edition.mjs';
import { killTree } from './processes.mjs';
import { createDataDir } from './serverData.mjs';
import { quietSettings } from './settings.mjs';

const START_TIMEOUT_MS = 60_000;

/**
 * @typedef {object} Server
 * @property {string} url without a path or token; use workbenchUrl for an address to open
 * @property {number} port
 * @property {string} token a parameter that the workbench's address needs
 * @property {string} dataDir
 * @property {() => string} log all that the server wrote to its terminal
 * @property {() => string} extensionHostLog the log files of extension hosts and of their output channels
 * @property {Promise<number | null>} exited when the server ends, by itself or not
 * @property {() => Promise<void>} dispose
 */

/**
 * Starts the server and resolves when it listens.
 * @param {object} [options]
 * @param {readonly string[]} [options.extensionDirs] extensions to have installed, run from where they lie
 * @param {boolean} [options.testing] whether workbenchUrl() may name a suite or an extension under development; VS Code then shows no toasts, and messages are only in the list that the bell opens
 * @param {Record<string, unknown>} [options.baseSettings] those of settings.mjs to begin with, the quiet ones by default
 * @param {Record<string, unknown>} [options.userSettings] over them
 * @param {Record<string, string>} [options.extraEnv] for the extension host
 * @param {number} [options.port] 0 for any free one
 * @param {'dark' | 'light'} [options.theme]
 * @param {boolean} [options.trustsWorkspaces] otherwise windows are in Restricted Mode
 * @returns {Promise<Server>}
 */
export async function startServer({
  extensionDirs = [],
  testing = false,
  extraEnv = {},
  port = 0,
  theme = 'dark',
  baseSettings = quietSettings(theme),
  userSettings = {},
  trustsWorkspaces = true,
} = {}) {
  const { dir } = currentEdition();
  const data = createDataDir({ settings: { ...baseSettings, ...userSettings }, extensionDirs });
  // Access to this server is access to a shell: even on the loopback it needs the token.
  const token = randomBytes(12).toString('hex');
  const args = ['--port', String(port), '--connection-token', token, '--server-data-dir', data.dir];
  args.push(...flagsFor({ testing, trustsWorkspaces }));
  const child = spawn(nodeBinary(dir), [path.join(serverRoot(dir), 'out', 'server-main.js'), ...args], {
    env: { ...serverEnvironment(), ...extraEnv },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const owned = killTree(child);
  let output = '';
  const dispose = async () => {
    await owned.kill();
    data.dispose();
  };
  try {
    const listening = await listeningPort(
      child,
      (text) => (output += text),
      () => output,
    );
    return {
      url: `http://127.0.0.1:${listening}`,
      port: listening,
      token,
      dataDir: data.dir,
      log: () => output,
      extensionHostLog: data.extensionHostLog,
      exited: new Promise((resolve) => child.on('exit', resolve)),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** @param {{testing: boolean, trustsWorkspaces: boolean}} options */
function flagsFor({ testing, trustsWorkspaces }) {
  const flags = ['--host', '127.0.0.1', '--accept-server-license-terms', '--telemetry-level', 'off'];
  if (trustsWorkspaces) flags.push('--disable-workspace-trust');
  // Only with this flag does a built workbench honour extensionDevelopmentPath and extensionTestsPath.
  if (testing) flags.push('--enable-smoke-test-driver');
  return flags;
}

/**
 * The port that the server says it listens on.
 * @param {import('node:child_process').ChildProcess} child
 * @param {(text: string) => void} collect
 * @param {() => string} output
 * @returns {Promise<number>}
 */
function listeningPort(child, collect, output) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`VS Code's server ${why}.\n${output().slice(-2000)}`));
    const timer = setTimeout(() => fail(`did not listen within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    const onData = (/** @type {Buffer} */ chunk) => {
      collect(String(chunk));
      const match = /agent listening on (\d+)/.exec(output());
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code} before it listened`);
    });
  });
}

/** The environment without variables of an outer VS Code, which would mislead the new one. */
function serverEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  // Without a gallery nothing is looked up on the network, and no failed look-up shows as a notification.
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
}
