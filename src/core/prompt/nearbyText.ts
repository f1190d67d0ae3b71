/** Normalized text around the cursor, as far as rules and constraints look. */
export interface NearbyText {
  readonly prefix: string;
  readonly suffix: string;
}

/** Text farther away says little about where an answer ends, and reading it would cost time at each key. */
const charactersBefore = 16_000;
const charactersAfter = 4_000;

/** Cuts prefix and suffix down to the text near the cursor; the prefix at the start of a line. */
export function nearbyText(prefix: string, suffix: string): NearbyText {
  const window = prefix.slice(-charactersBefore);
  const isWhole = window.length === prefix.length;
  return {
    prefix: isWhole ? prefix : window.slice(window.indexOf('\n') + 1),
    suffix: suffix.slice(0, charactersAfter),
  };
}
