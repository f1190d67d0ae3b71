/** Child processes with their own children: ended together, so that none is left. */
import { spawnSync } from 'node:child_process';
import { codeOf } from './errors.mjs';

const GRACE_MS = 3_000;

/**
 * Takes charge of a child that was spawned `detached` (so that it leads a group): `kill()` ends it with all its
 * descendants, and so does the end of this process.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {{kill(): Promise<void>}}
 */
export function killTree(child) {
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
    child.on('error', resolve);
  });
  const atExit = () => signalGroup(child.pid, 'SIGKILL');
  // Before the handlers that remove folders: a process still alive would write into them again.
  process.prependListener('exit', atExit);
  return {
    async kill() {
      process.off('exit', atExit);
      signalGroup(child.pid, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
      // The leader is gone; a descendant that ignored the first signal is not asked again.
      signalGroup(child.pid, 'SIGKILL');
    },
  };
}

function signalGroup(/** @type {number | undefined} */ pid, /** @type {NodeJS.Signals} */ signal) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

const MAX_EXIT_LISTENERS = 100;

/**
 * Turns Ctrl+C into an ordinary exit, so that child processes and temporary folders are cleaned up.
 * @param {{interrupted?: number}} [options] the exit code of Ctrl+C: 0 if that is the usual way to end the program
 */
export function exitOnSignals({ interrupted = 130 } = {}) {
  // Each window has several, and Node warns of more than ten as of a leak.
  process.setMaxListeners(MAX_EXIT_LISTENERS);
  process.once('SIGINT', () => process.exit(interrupted));
  process.once('SIGTERM', () => process.exit(143));
}
