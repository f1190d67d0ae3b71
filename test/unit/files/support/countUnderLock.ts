// Adds to a number in a file under a lock, so that a lost addition shows. Arguments: the file, how often.
import { readFile, writeFile } from 'node:fs/promises';
import { FileLock } from '../../../../src/files/fileLock.js';

const [file, times] = process.argv.slice(2);
const lock = new FileLock(`${file!}.lock`);

void (async () => {
  for (let i = 0; i < Number(times); i++) {
    await lock.run(60_000, async () => {
      const count = Number(await readFile(file!, 'utf8'));
      await new Promise(setImmediate);
      await writeFile(file!, String(count + 1));
    });
  }
})();
