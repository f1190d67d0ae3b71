/** A part of a text: [from, to) in UTF-16 code units. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Sorts spans, and joins those that touch or overlap. */
export function joinSpans(spans: readonly TextSpan[]): TextSpan[] {
  const joined: TextSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/** The characters of keys, and those that join their parts or precede them: `AccountKey=`, `hooks.example/T0/B0/`. */
const inRun = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.:%?&@~\\') {
  inRun[character.charCodeAt(0)] = 1;
}

/** No key is shorter, its prefix included. */
const minCharacters = 15;

/**
 * Finds the runs of a text that are long enough to hold a key: the rest need not be searched for one. A loop over a table
 * takes a third of the time of a regular expression, and this is most of the work.
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
