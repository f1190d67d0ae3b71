import type { TextSpan } from './span.js';

/** The characters of keys, and what joins their parts or leads to them: `AccountKey=`, `hooks.example/T0/B0/`. */
const inRun = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.:%?&@~\\') {
  inRun[character.charCodeAt(0)] = 1;
}

/** No key is shorter, its prefix included. */
const minCharacters = 15;

/**
 * Runs of a text that are long enough to hold a key: all else of it need not be looked at for one. A loop over a table is
 * a third of what a regular expression takes, and this is most of the work.
 */
export function longRuns(text: string): TextSpan[] {
  const runs: TextSpan[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code < 128 && inRun[code] === 1) continue;
    if (at - from >= minCharacters) runs.push({ from, to: at });
    from = at + 1;
  }
  return runs;
}
