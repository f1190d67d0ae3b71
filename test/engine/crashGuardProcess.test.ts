import { expect, test } from 'vitest';
import { CrashGuard } from '../../src/editor/crashGuard.js';
import { runScript, type Ended } from './support/childProcess.js';
import { folderOfTest } from './support/toyModel.js';

/** How a process that is loading a model ends, and whether that is a crash of the model. */
const ways: readonly (readonly [string, Partial<Ended>, boolean])[] = [
  ['abort', { signal: 'SIGABRT' }, true],
  ['SIGSEGV', { signal: 'SIGSEGV' }, true],
  // The system ends processes so where memory runs out, which may well be the model's doing.
  ['SIGKILL', { signal: 'SIGKILL' }, true],
  ['shutdown', { code: 0 }, false],
  ['shutdown, then SIGKILL', { signal: 'SIGKILL' }, false],
  ['exit', { code: 0 }, false],
  ['throw', { code: 1 }, false],
  ['SIGTERM', { signal: 'SIGTERM' }, false],
  ['SIGHUP', { signal: 'SIGHUP' }, false],
  ['SIGINT', { signal: 'SIGINT' }, false],
];

// Windows knows no signals: there the editor's extension host ends by itself, or is killed after it was shut down.
test.skipIf(process.platform === 'win32').each(ways)(
  'a process that ends by %s while a model is loading ends as it would have, and the next start is told right',
  async (ending, ended, hasCrashed) => {
    const folder = folderOfTest();
    expect(await runScript('markedLoad', [folder, ending])).toMatchObject(ended);
    expect(await new CrashGuard(folder, 'loading', () => Date.now()).takeCrash()).toBe(hasCrashed);
  },
);
