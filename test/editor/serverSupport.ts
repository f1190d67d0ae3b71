import { networkInterfaces } from 'node:os';
import * as vscode from 'vscode';
import { startFakeServer, type FakeServer, type FakeServerOptions } from '../servers/fake/fakeServer.js';
import { keys, until, withSettings } from './support.js';

const label = '.statusbar-item[id*="inkling.status"] [aria-label]';

/** A text that the built-in model would not suggest after `JSON.`. */
export const ofServer = 'parse(text) as Served;';

/** Runs a test with a server of its own, which answers with `ofServer`. */
export async function withServer(
  options: FakeServerOptions,
  test: (server: FakeServer) => Promise<void>,
): Promise<void> {
  const server = await startFakeServer({ script: () => `${ofServer}\n`, ...options });
  try {
    await test(server);
  } finally {
    await server.close();
  }
}

/** Runs a test while the settings choose a server. */
export const whileChosen = (
  engine: 'server' | 'both',
  { address }: Pick<FakeServer, 'address'>,
  test: () => Promise<void>,
): Promise<void> => withSettings({ 'server.address': address, engine }, test);

/** Waits until the status bar says something to screen readers. */
export async function waitForStatus(wanted: RegExp, timeoutMs = 20_000): Promise<void> {
  await keys.waitForTexts(
    label,
    (labels) => labels.some((text) => wanted.test(text)),
    { attribute: 'aria-label' },
    timeoutMs,
  );
}

/** Waits until the server is connected, which happens by itself soon after it was chosen. */
export const untilConnected = (): Promise<void> => waitForStatus(/Inkling is ready\. Models?: .* on /);

/** An address of this machine that is not its loopback; undefined where it has none. */
export function outerAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flat();
  return all.find((one) => one?.family === 'IPv4' && !one.internal)?.address;
}

/** The value of a setting in effect. */
export const inEffect = (key: string): unknown => vscode.workspace.getConfiguration('inkling').get(key);

/** Removes what a test has left in the user's settings. */
export async function forgetServer(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('inkling');
  for (const key of ['engine', 'server.address', 'server.model']) {
    await configuration.update(key, undefined, vscode.ConfigurationTarget.Global);
  }
  await until(() => inEffect('engine') === 'builtIn', 'The built-in engine');
}
