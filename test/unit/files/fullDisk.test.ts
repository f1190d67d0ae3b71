import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { keptFile, type KeptName } from './support/keptFiles.js';
import { bundle, ended, folderOfTest, start } from './support/processes.js';

const names: readonly KeptName[] = ['index', 'statistics', 'download state'];

/** Runs a script where no file may become larger than 64 kB: a real write that fails in the middle of a file. */
const limitSizes = ['-c', 'ulimit -f 64; exec "$@"', 'bash'];

/** Runs a script where the folder is a separate disk, with room for one file but not for its draft beside it. */
const withSmallDisk = (sizeBytes: number): string[] => [
  '-c',
  `folder=$1; shift; mount -t tmpfs -o size=${sizeBytes} none "$folder"; exec "$@"`,
  'bash',
];
const asNamespaceRoot = ['-Urm', 'bash'];
const canMount = spawnSync('unshare', [...asNamespaceRoot, '-c', 'mount -t tmpfs none /mnt']).status === 0;

async function outcome(command: string, args: readonly string[]): Promise<unknown> {
  const { output } = await ended(start(command, args));
  try {
    return JSON.parse(output);
  } catch {
    return output;
  }
}

describe.each(names)('the file of the %s', (name) => {
  const file = keptFile(name);

  test.skipIf(process.platform === 'win32')('is unchanged when a save fails, and no other file is left', async () => {
    const folder = folderOfTest();
    const script = await bundle('saveTwice');
    const save = [...limitSizes, process.execPath, script, name, folder];
    const saves = ['EFBIG', 'EFBIG'];
    expect(await outcome('bash', save)).toEqual({ saves, names: [], isThere: false });
    await file.save(folder);
    expect(await outcome('bash', save)).toEqual({ saves, names: [file.name], isThere: true });
  });

  test.skipIf(!canMount)(
    'stays as it was on a full disk, and leaves it no fuller (skipped without namespaces)',
    async () => {
      const folder = folderOfTest();
      const script = await bundle('saveTwice');
      const disk = [...withSmallDisk(file.sizeBytes * 1.5), folder, process.execPath, script, name, folder];
      expect(await outcome('unshare', [...asNamespaceRoot, ...disk])).toEqual({
        saves: ['saved', 'ENOSPC'],
        names: [file.name],
        isThere: true,
      });
    },
  );
});
