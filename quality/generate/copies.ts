/** Shorter lines are repeated by chance: `return true;`. */
const minLineCharacters = 12;
const minCopiedLines = 2;
const minCopiedCharacters = 40;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Whether a text has a line three times in a row, or a passage of several lines twice in a row. */
export function repeatsItself(text: string): boolean {
  const lines = linesOf(text);
  for (let size = 1; size <= lines.length / 2; size++) {
    const turns = size === 1 ? 3 : 2;
    for (let at = 0; at + turns * size <= lines.length; at++) {
      const passage = lines.slice(at, at + size);
      if (passage.join('').length < minLineCharacters) continue;
      const isRepeated = Array.from({ length: turns - 1 }, (_, turn) => at + (turn + 1) * size).every((next) =>
        passage.every((line, i) => line === lines[next + i]),
      );
      if (isRepeated) return true;
    }
  }
  return false;
}

/** Whether a text of several lines is in a file word for word, except for whitespace around its lines. */
export function isCopied(text: string, file: string): boolean {
  const lines = linesOf(text);
  if (lines.length < minCopiedLines || lines.join('').length < minCopiedCharacters) return false;
  return `\n${linesOf(file).join('\n')}\n`.includes(`\n${lines.join('\n')}\n`);
}

/** Whether a text begins with the last comment line before it again. */
export function repeatsComment(text: string, prefix: string): boolean {
  const above = linesOf(prefix.slice(-2000)).at(-1) ?? '';
  const first = linesOf(text)[0] ?? '';
  return /^(?:\/\/|#|\*|"""|--)/.test(above) && first.length >= minLineCharacters && first === above;
}
