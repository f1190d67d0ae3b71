/** Shorter lines are repeated by chance: `return true;`. */
const minLineCharacters = 12;
/** A passage of fewer lines or characters is no copy. */
const minCopiedLines = 2;
const minCopiedCharacters = 40;

/** The lines of a text without indentation, and without empty ones. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Whether lines end with one of them three times in a row, or with a passage of several twice in a row. */
function endsInRepeat(lines: readonly string[]): boolean {
  for (let size = 1; size <= lines.length / 2; size++) {
    const turns = size === 1 ? 3 : 2;
    const passage = lines.slice(-size);
    if (turns * size > lines.length || passage.join('').length < minLineCharacters) continue;
    const isRepeated = (turn: number): boolean =>
      passage.every((line, i) => line === lines[lines.length - (turn + 1) * size + i]);
    if (Array.from({ length: turns - 1 }, (_, i) => i + 1).every(isRepeated)) return true;
  }
  return false;
}

/** Whether a text repeats itself line by line, or the comment that it was written for. */
export function repeatsLines(text: string, prefix: string): boolean {
  const lines = linesOf(text);
  if (lines.some((_, i) => endsInRepeat(lines.slice(0, i + 1)))) return true;
  const above = linesOf(prefix.slice(-2000)).at(-1) ?? '';
  return above.length >= minLineCharacters && lines[0] === above;
}

/**
 * Whether a text of several lines is in the file already, word for word except for indentation: a small model tends to
 * copy a function nearby.
 *
 * @param around the file's texts before and after it.
 */
export function isCopy(text: string, around: readonly string[]): boolean {
  const lines = linesOf(text);
  if (lines.length < minCopiedLines || lines.join('').length < minCopiedCharacters) return false;
  const copied = `\n${lines.join('\n')}\n`;
  return around.some((other) => `\n${linesOf(other).join('\n')}\n`.includes(copied));
}
