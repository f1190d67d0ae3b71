const signs: Readonly<Record<string, string>> = { '\n': '↵', '\r': '␍', '\t': '→', ' ': '·' };

/** A token's text with its blanks and line ends as signs, since they are tokens like any other. */
export const visible = (text: string): string => text.replace(/[\n\r\t ]/g, (blank) => signs[blank]!);
