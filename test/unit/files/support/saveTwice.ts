// Saves a file that Inkling keeps twice, where the disk may lack room for it. Arguments: which file, the folder. Prints
// the code of each save's error, or `saved`, then the names in the folder and whether a whole file is there.
import { readdir } from 'node:fs/promises';
import { keptFile, type KeptName } from './keptFiles.js';

const [name, folder] = process.argv.slice(2);

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

void (async () => {
  const file = keptFile(name as KeptName);
  const saves: string[] = [];
  for (let i = 0; i < 2; i++) {
    saves.push(await file.save(folder!).then(() => 'saved', codeOf));
  }
  console.log(JSON.stringify({ saves, names: await readdir(folder!), isThere: await file.read(folder!) }));
})();
