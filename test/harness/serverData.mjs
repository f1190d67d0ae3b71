/** The data folder of one server: user settings, the list of installed extensions, logs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { uriPath } from './address.mjs';
import { temporaryDir } from './temporary.mjs';

/** Where extensions run on a server, VS Code takes these from the settings of the machine. */
const MACHINE_SETTINGS = ['workbench.welcomePage.walkthroughs.openOnInstall'];

/**
 * Makes a temporary data folder with user settings and, if asked for, extensions.
 * @param {{settings: Record<string, unknown>, extensionDirs: readonly string[]}} options
 */
export function createDataDir({ settings, extensionDirs }) {
  const { dir, dispose } = temporaryDir('inkling-vscode-');
  const userDir = path.join(dir, 'data', 'User');
  mkdirSync(userDir, { recursive: true });
  writeFileSync(path.join(userDir, 'settings.json'), JSON.stringify(settings, null, 2));
  const machineDir = path.join(dir, 'data', 'Machine');
  mkdirSync(machineDir, { recursive: true });
  const ofMachine = Object.entries(settings).filter(([name]) => MACHINE_SETTINGS.includes(name));
  writeFileSync(path.join(machineDir, 'settings.json'), JSON.stringify(Object.fromEntries(ofMachine), null, 2));
  install(extensionDirs, path.join(dir, 'extensions'));
  return { dir, extensionHostLog: () => readLogs(path.join(dir, 'data', 'logs')), dispose };
}

/** Makes the list of installed extensions, each under the place where it lies: nothing is copied. */
function install(/** @type {readonly string[]} */ extensionDirs, /** @type {string} */ extensionsDir) {
  const entries = extensionDirs.map((extensionDir) => {
    const manifest = JSON.parse(readFileSync(path.join(extensionDir, 'package.json'), 'utf8'));
    const id = `${manifest.publisher ?? 'undefined_publisher'}.${manifest.name}`.toLowerCase();
    const location = { $mid: 1, scheme: 'file', path: uriPath(extensionDir) };
    return { identifier: { id }, version: manifest.version, location };
  });
  mkdirSync(extensionsDir, { recursive: true });
  writeFileSync(path.join(extensionsDir, 'extensions.json'), JSON.stringify(entries));
}

/** Every log file below an `exthost` folder, each under its name; those of the built-in extensions apart. */
function readLogs(/** @type {string} */ logsDir) {
  if (!existsSync(logsDir)) return '';
  const files = readdirSync(logsDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => /exthost\d/.test(file) && !/exthost\d+[\\/]vscode\./.test(file))
    .map((file) => `--- ${path.relative(logsDir, file)}\n${readFileSync(file, 'utf8')}`)
    .join('\n');
}
