// Takes a lock, says so and keeps it. Argument: the lock's file.
import { FileLock } from '../../../../src/files/fileLock.js';

void (async () => {
  await new FileLock(process.argv[2]!).acquire(60_000);
  console.log('held');
  setInterval(() => undefined, 1000);
})();
