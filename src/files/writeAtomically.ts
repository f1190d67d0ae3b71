import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ownIdentity, processState } from './processIdentity.js';

/** Writes the whole content of a draft. Positions are given with each write, or left out throughout. */
export type WriteContent = (draft: FileHandle) => Promise<void>;

/** The file may hold the user's code: no other user of the machine may read it. */
const fileMode = 0o600;
const renameTries = 20;
const renamePauseMs = 100;

/**
 * Replaces a file as a whole: a reader, also after a crash or a loss of power, finds the old content or the new
 * one. The content is written to a draft beside the file, which then takes the file's name. A failed write leaves no
 * draft, and drafts of processes that have ended are removed first, so that a full disk does not stay full because of
 * them. Several writers, in several processes, do not disturb each other: the last one's content stays.
 *
 * @param content the text, or what writes the content.
 * @throws as the file system or `content` does; the file is unchanged then.
 */
export async function writeAtomically(file: string, content: string | WriteContent): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await removeDrafts(file);
  const { pid, start } = await ownIdentity();
  const draft = `${file}.${pid}-${start}-${randomBytes(6).toString('hex')}.draft`;
  try {
    await writeDraft(draft, typeof content === 'string' ? (handle) => handle.writeFile(content) : content);
    await renamePatiently(draft, file);
  } catch (error) {
    // The write's error is the one to tell. A draft that cannot be removed now is, once this process has ended.
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what ended processes have left of their attempts to replace a file. */
export async function removeDrafts(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await namesIn(folder)) {
    const writer = writerOf(name, basename(file));
    if (writer && (await processState(writer)) === 'ended') await rm(join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @returns undefined for a file that is no draft of the file with that name. */
function writerOf(name: string, of: string): { pid: number; start: string } | undefined {
  if (!name.startsWith(`${of}.`)) return undefined;
  const [, pid, start] = /^(\d+)-(\d+)-[0-9a-f]+\.draft$/.exec(name.slice(of.length + 1)) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), start: start! };
}

async function writeDraft(draft: string, write: WriteContent): Promise<void> {
  const handle = await open(draft, 'wx', fileMode);
  try {
    await write(handle);
    // Otherwise a loss of power may leave the new name with nothing in it.
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames a file; on Windows, which refuses while another process reads the file that is replaced, again and again. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || tried === renameTries) throw error;
      await wait(renamePauseMs);
    }
  }
}
