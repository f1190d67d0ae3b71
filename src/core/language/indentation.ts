/** Width of a tab in columns. */
export const tabWidth = 4;

/** Width of a line's indentation in columns. */
export function indentWidth(line: string): number {
  const whitespace = /^[ \t]*/.exec(line)![0];
  return whitespace.replaceAll('\t', ' '.repeat(tabWidth)).length;
}
