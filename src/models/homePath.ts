import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path in which `~` means the user's home folder, as shells write it; any other path is returned as it is. */
export function expandHome(path: string): string {
  if (path === '~') return homedir();
  return /^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : path;
}
