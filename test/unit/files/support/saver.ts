// Saves and reads a file that Inkling keeps, over and over. Arguments: which file, the folder, the writer's number, how
// often. Prints a line before its first save, and ends with an error where a read finds less than a whole file.
import { setTimeout as sleep } from 'node:timers/promises';
import { keptFile, type KeptName } from './keptFiles.js';

const [name, folder, writer, times] = process.argv.slice(2);

void (async () => {
  const file = keptFile(name as KeptName, Number(writer));
  // What it needs is made by a first save.
  await file.save(folder!);
  console.log('begins');
  for (let i = 0; i < Number(times); i++) {
    // As two windows do, which save now and then: without a pause one of them would keep the other from its turn.
    await sleep(20 * Math.random());
    await file.save(folder!);
    if (!(await file.read(folder!))) throw new Error('The file is not there.');
  }
})();
