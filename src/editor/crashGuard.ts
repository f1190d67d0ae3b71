import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Native code that crashes takes the whole extension host with it, so nothing is left to say so. A file that lies there
 * while a model is being loaded tells the next start that the last one did not survive it.
 */
export class CrashGuard {
  private writing: Promise<void> = Promise.resolve();

  /** @param file where the mark is kept: the number of the process that loads. */
  constructor(private readonly file: string) {}

  /** Whether an earlier process ended while it was loading a model; another one that is still loading does not count. */
  async hasCrashed(): Promise<boolean> {
    let mark: string;
    try {
      mark = await readFile(this.file, 'utf8');
    } catch {
      return false;
    }
    const pid = Number(mark);
    return !(Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid));
  }

  /** A load begins. */
  arm(): Promise<void> {
    return this.then(async () => {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(this.file, String(process.pid));
    });
  }

  /** The load is over, well or badly. */
  disarm(): Promise<void> {
    return this.then(() => rm(this.file, { force: true }));
  }

  /** One after the other. A disk that cannot be written must not keep a model from loading. */
  private then(step: () => Promise<void>): Promise<void> {
    this.writing = this.writing.then(step).catch((error: unknown) => {
      console.warn('Inkling cannot keep its crash mark.', error);
    });
    return this.writing;
  }
}
