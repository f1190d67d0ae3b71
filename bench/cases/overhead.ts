import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Profile } from '../profile/types.js';

/** Profiles a decode step of the embedded model with one thread. @throws Error if that fails. */
export function overhead(say: (line: string) => void): Promise<Profile> {
  say('profile of a decode step');
  const silent = { ORT_DISABLE_TELEMETRY: '1', ORT_TELEMETRY_DISABLED: '1' };
  const child = fork(join(__dirname, 'profile.cjs'), { env: { ...process.env, ...silent } });
  return new Promise((resolve, reject) => {
    child.on('message', (profile: Profile) => resolve(profile));
    child.on('exit', (code) => reject(new Error(`The profile exited with ${code} and without a result.`)));
  });
}
