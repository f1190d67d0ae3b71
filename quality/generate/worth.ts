/** The number of characters to insert, delete and replace between two texts (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let above = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = new Uint32Array(b.length + 1);
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const replaced = above[j]! + (a[i] === b[j] ? 0 : 1);
      row[j + 1] = Math.min(replaced, above[j + 1]! + 1, row[j]! + 1);
    }
    above = row;
  }
  return above[b.length]!;
}

/** Edits per character of the longer text, 0 to 1. */
export const relativeDistance = (a: string, b: string): number =>
  a.length + b.length === 0 ? 0 : editDistance(a, b) / Math.max(a.length, b.length);

/** A text is worth keeping if at most this share of it has to be edited. */
const maxEdited = 0.3;

const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').trim();

/** How much a text saves a user who wants the original one. */
export interface Worth {
  /** Whether at most 30 % must be edited to get the whole original text. */
  readonly isWholeKept: boolean;
  /** Whether that is so for the original text up to the end of one of its lines: a text may rightly be shorter. */
  readonly isKept: boolean;
}

export function worthOf(text: string, original: string): Worth {
  const [written, wanted] = [tidy(text), tidy(original)];
  if (written === '') return { isWholeKept: false, isKept: false };
  const isNear = (some: string): boolean => relativeDistance(written, tidy(some)) <= maxEdited;
  const lines = wanted.split('\n');
  const isKept = lines.some((_, i) => isNear(lines.slice(0, i + 1).join('\n')));
  return { isWholeKept: isNear(wanted), isKept };
}
